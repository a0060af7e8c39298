package com.tokkatot.rest.report;

import com.tokkatot.farm.Permission;
import com.tokkatot.limit.Limit;
import com.tokkatot.report.ExportFile;
import com.tokkatot.report.ExportPlan;
import com.tokkatot.report.ExportPlans;
import com.tokkatot.report.ExportQuestion.Format;
import com.tokkatot.report.ExportQuestion.Table;
import com.tokkatot.report.KeptExports;
import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Fails;
import com.tokkatot.rest.shared.Limited;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.PathIds;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.shared.Body;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Exports that come by themselves. Source: requirements.md 2.9 R4. */
@ApplicationScoped
@Path("v1/farms/{farm}/exports")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reports")
public class ExportPlansResource {

  private static final String CSV = "text/csv";
  private static final String PDF = "application/pdf";

  @Inject RequestContext context;
  @EJB ExportPlans plans;
  @EJB KeptExports kept;

  /** The oldest first. */
  public record ExportPlanListView(List<ExportPlan> plans, int total) {}

  /** The newest first. */
  public record ExportFileListView(List<ExportFile> files, int total) {}

  @GET
  @Path("plans")
  @Needs(Permission.SEE_FARM_LOG)
  @Operation(summary = "Which exports come by themselves")
  public ExportPlanListView plans(@PathParam("farm") String farm) {
    var found = plans.of(context.member());
    return new ExportPlanListView(found, found.size());
  }

  /** Answers 201 with the plan. */
  @POST
  @Path("plans")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.SEE_FARM_LOG)
  @Fails({ErrorCode.DEVICE_NOT_FOUND, ErrorCode.LIMIT_EXCEEDED, ErrorCode.FEATURE_OFF})
  @Operation(
      summary = "Have an export made each day or week",
      description =
          "At one in the night of the farm, of the day or week before; a file is at most 10 MB and"
              + " is kept for 90 days. Asked for again, it is the one that is there. A farm has at"
              + " most 10.")
  @APIResponseSchema(
      value = ExportPlan.class,
      responseCode = "201",
      responseDescription = "the plan")
  public Response create(
      @PathParam("farm") String farm, @RequestBodySchema(ExportPlanBody.class) JsonValue json) {
    var body = Body.of(json);
    var made =
        plans.create(
            context.member(),
            body.word("type", Table.class),
            body.wordOr("format", Format.class, Format.CSV),
            body.idOrNull("device_id"),
            body.word("every", ExportPlan.Every.class),
            context.origin());
    return Response.status(Response.Status.CREATED).entity(made).build();
  }

  @DELETE
  @Path("plans/{plan}")
  @Needs(Permission.SEE_FARM_LOG)
  @Operation(summary = "Have an export made no more; its files stay until they are old")
  public void remove(@PathParam("farm") String farm, @PathParam("plan") String plan) {
    plans.remove(context.member(), PathIds.exported(plan), context.origin());
  }

  @GET
  @Path("files")
  @Needs(Permission.SEE_FARM_LOG)
  @Operation(summary = "Files that were made by themselves, the newest first")
  public ExportFileListView files(@PathParam("farm") String farm) {
    var found = plans.files(context.member());
    return new ExportFileListView(found, found.size());
  }

  @GET
  @Path("files/{file}")
  @Produces({CSV, MediaType.APPLICATION_JSON, PDF})
  @Limited(Limit.REPORT)
  @Needs(Permission.SEE_FARM_LOG)
  @Operation(
      summary = "A file that was made by itself",
      description = "Who takes it is written down.")
  @APIResponse(
      responseCode = "200",
      description = "CSV, UTF-8 with a mark; JSON, an object with rows; or PDF",
      content = @Content(mediaType = CSV, schema = @Schema(implementation = String.class)))
  public Response download(@PathParam("farm") String farm, @PathParam("file") String file) {
    var stored = plans.take(context.member(), PathIds.exported(file), context.origin());
    return Response.ok(kept.open(stored), stored.mediaType())
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + stored.name() + "\"")
        .build();
  }
}
