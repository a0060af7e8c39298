package com.tokkatot.rest.report;

import com.tokkatot.farm.Permission;
import com.tokkatot.limit.Limit;
import com.tokkatot.report.Analysis;
import com.tokkatot.report.DeviceMetrics;
import com.tokkatot.report.MetricsQuestion;
import com.tokkatot.report.MetricsQuestion.Figure;
import com.tokkatot.report.MetricsQuestion.Interval;
import com.tokkatot.report.MetricsReport;
import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Fails;
import com.tokkatot.rest.shared.Limited;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.Words;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was measured, over days and years. Source: requirements.md 2.9. */
@ApplicationScoped
@Path("v1/farms/{farm}/reports")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reports")
public class ReportsResource {

  static final int DAYS = 30;
  private static final Map<String, Interval> INTERVALS =
      Map.of("1h", Interval.HOUR, "1d", Interval.DAY, "1w", Interval.WEEK);

  @Inject RequestContext context;
  @EJB DeviceMetrics metrics;

  @GET
  @Path("device-metrics")
  @Needs(Permission.SEE_FARM)
  @Limited(Limit.REPORT)
  @Fails(ErrorCode.DEVICE_NOT_FOUND)
  @Operation(
      summary = "What a device measured, by hours, days or weeks",
      description =
          "Days are those of the farm's calendar. Without dates, the last 30 days. Hours are kept"
              + " for a year, days for five; quantiles are exact for at most two days and within 0.2 % of"
              + " the value for more. Anomalies and climate are looked for in at most 92 days.")
  public MetricsReport deviceMetrics(
      @PathParam("farm") String farm,
      @Parameter(required = true) @QueryParam("device_id") String device,
      @QueryParam("metric") String metric,
      @QueryParam("from") String from,
      @QueryParam("to") String to,
      @Parameter(
              schema =
                  @Schema(
                      enumeration = {"1h", "1d", "1w"},
                      defaultValue = "1d"))
          @QueryParam("interval")
          String interval,
      @Parameter(
              schema =
                  @Schema(
                      enumeration = {"avg", "min", "max", "sum"},
                      defaultValue = "avg"))
          @QueryParam("aggregate")
          String aggregate,
      @Parameter(
              description = "trend, anomaly, climate; several with commas between them",
              schema = @Schema(implementation = String.class))
          @QueryParam("analysis")
          String analysis) {
    var farmId = context.member().farmId();
    if (device == null) {
      throw new Invalid("device_id", "is missing");
    }
    var last = Dates.dateOr("to", to, metrics.today(farmId));
    var question =
        new MetricsQuestion(
            Ids.parse("device_id", device),
            metric == null || metric.equals("all") ? null : metric,
            Dates.dateOr("from", from, last.minusDays(DAYS - 1L)),
            last,
            interval(interval),
            Words.wordOr("aggregate", aggregate, Figure.class, Figure.AVG));
    return metrics.of(farmId, question, analyses(analysis));
  }

  private static Set<Analysis> analyses(String text) {
    var wanted = EnumSet.noneOf(Analysis.class);
    if (text != null && !text.isEmpty()) {
      for (var word : text.split(",", -1)) {
        if (word.isEmpty()) {
          throw new Invalid("analysis", "must be trend, anomaly or climate, with commas between");
        }
        wanted.add(Words.wordOr("analysis", word, Analysis.class, null));
      }
    }
    return wanted;
  }

  static Interval interval(String text) {
    var interval = text == null ? Interval.DAY : INTERVALS.get(text);
    if (interval == null) {
      throw new Invalid("interval", "must be 1h, 1d or 1w");
    }
    return interval;
  }
}
