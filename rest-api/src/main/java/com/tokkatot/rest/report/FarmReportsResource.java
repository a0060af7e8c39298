package com.tokkatot.rest.report;

import com.tokkatot.farm.Permission;
import com.tokkatot.limit.Limit;
import com.tokkatot.report.DeviceMetrics;
import com.tokkatot.report.Export;
import com.tokkatot.report.ExportQuestion;
import com.tokkatot.report.ExportQuestion.Format;
import com.tokkatot.report.ExportQuestion.Table;
import com.tokkatot.report.Exports;
import com.tokkatot.report.PerformanceReport;
import com.tokkatot.report.PerformanceReports;
import com.tokkatot.report.UsageReport;
import com.tokkatot.report.UsageReports;
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
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What devices and the farm did, and reports as files. Source: requirements.md 2.9. */
@ApplicationScoped
@Path("v1/farms/{farm}/reports")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reports")
public class FarmReportsResource {

  private static final String CSV = "text/csv";
  private static final String PDF = "application/pdf";

  @Inject RequestContext context;
  @EJB DeviceMetrics metrics;
  @EJB UsageReports usage;
  @EJB PerformanceReports performance;
  @EJB Exports exports;

  @GET
  @Path("device-usage")
  @Fails(ErrorCode.DEVICE_NOT_FOUND)
  @Needs(Permission.SEE_FARM)
  @Limited(Limit.REPORT)
  @Operation(
      summary = "How long and how often a device worked, by days of the farm's calendar",
      description =
          "The last 1 to 365 days, today included. Silences too short for an alert do not count.")
  public UsageReport deviceUsage(
      @PathParam("farm") String farm,
      @Parameter(required = true) @QueryParam("device_id") String device,
      @QueryParam("days") @DefaultValue("30") int days) {
    return usage.of(context.member().farmId(), device(device), days);
  }

  @GET
  @Path("farm-performance")
  @Needs(Permission.SEE_FARM)
  @Limited(Limit.REPORT)
  @Operation(
      summary = "How a farm did: devices now; alerts, schedules and uptime over days",
      description = "The last 1 to 365 days, today included.")
  public PerformanceReport farmPerformance(
      @PathParam("farm") String farm, @QueryParam("days") @DefaultValue("30") int days) {
    return performance.of(context.member().farmId(), days);
  }

  @GET
  @Path("export")
  @Fails(ErrorCode.DEVICE_NOT_FOUND)
  @Produces({CSV, MediaType.APPLICATION_JSON, PDF})
  @Limited(Limit.REPORT)
  @Needs(Permission.SEE_FARM_LOG)
  @Operation(
      summary = "A report as a file",
      description =
          "CSV for spreadsheets (UTF-8 with a mark), or JSON; farm_performance as PDF too, with"
              + " charts. At most 50 MB. Without dates, the last 30 days. Who takes it is written"
              + " down.")
  @APIResponse(
      responseCode = "200",
      description = "a line each; as JSON, an object with rows",
      content = @Content(mediaType = CSV, schema = @Schema(implementation = String.class)))
  public Response export(
      @PathParam("farm") String farm,
      @Parameter(
              required = true,
              description = "device_metrics, device_usage, farm_performance, readings or events")
          @QueryParam("type")
          String type,
      @Parameter(description = "csv, json or pdf") @QueryParam("format") String format,
      @QueryParam("device_id") String device,
      @QueryParam("metric") String metric,
      @QueryParam("from") String from,
      @QueryParam("to") String to,
      @QueryParam("interval") String interval,
      @Parameter(description = "of a PDF: km or en; else as the caller has chosen")
          @QueryParam("lang")
          String lang) {
    var last = Dates.dateOr("to", to, metrics.today(context.member().farmId()));
    var table = Words.wordOr("type", type, Table.class, null);
    if (table == null) {
      throw new Invalid("type", "is missing");
    }
    var question =
        new ExportQuestion(
            table,
            Words.wordOr("format", format, Format.class, Format.CSV),
            device == null ? null : device(device),
            metric == null || metric.equals("all") ? null : metric,
            Dates.dateOr("from", from, last.minusDays(ReportsResource.DAYS - 1L)),
            last,
            ReportsResource.interval(interval),
            lang);
    return file(exports.of(context.member(), question, context.origin()));
  }

  private static Response file(Export export) {
    StreamingOutput body = export::writeTo;
    return Response.ok(body, export.mediaType())
        .header("Content-Disposition", "attachment; filename=\"" + export.fileName() + "\"")
        .build();
  }

  private static UUID device(String text) {
    if (text == null) {
      throw new Invalid("device_id", "is missing");
    }
    return Ids.parse("device_id", text);
  }
}
