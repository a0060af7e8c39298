package com.tokkatot.rest.hub;

import com.tokkatot.limit.Limit;
import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Fails;
import com.tokkatot.rest.shared.Limited;
import com.tokkatot.rest.shared.OfHub;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.sync.HubJournals;
import com.tokkatot.sync.JournalReceipt;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where hubs hand over what they have kept. Source: wire.md, "Store and forward"; JOURNAL.md. */
@Path("v1/hubs/{hub}/journal")
@Produces(MediaType.APPLICATION_JSON)
@Limited(Limit.HUB)
@Tag(name = "Hubs")
public class JournalsResource {

  private static final String BATCH = "application/vnd.tokkatot.journal";

  @Inject RequestContext context;
  @EJB HubJournals journals;

  /** Any type is read: whether these are a batch, only the bytes can say. */
  @POST
  @Consumes(MediaType.WILDCARD)
  @OfHub
  @Fails(ErrorCode.EPOCH_UNKNOWN)
  @Operation(
      summary = "A run of a hub's journal",
      description =
          "Stored whole or not at all; sent twice it changes nothing. The answer says up to where"
              + " the stream is accounted for, and which holes are behind that. Format and limits:"
              + " JOURNAL.md. At most 1 MiB.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = BATCH,
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponseSchema(
      value = JournalReceipt.class,
      responseCode = "200",
      responseDescription = "what is accounted for")
  public JournalReceipt store(byte[] body) {
    return journals.store(context.hub(), body);
  }
}
