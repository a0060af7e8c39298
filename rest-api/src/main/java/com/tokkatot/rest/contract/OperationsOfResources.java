package com.tokkatot.rest.contract;

import com.tokkatot.rest.shared.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Completes the document while it is made: to each operation its permission, its errors and a name
 * of its own, all from the resource method it stands for. Runs in the build, not in the server.
 */
public class OperationsOfResources implements OASFilter {

  private static final String JSON = "application/json";
  private static final String ANY = "*/*";
  private static final String ERROR = "#/components/schemas/Error";

  @Override
  public Operation filterOperation(Operation operation) {
    var call = Call.named(operation.getOperationId());
    operation.setOperationId(call.name());
    operation.addExtension("x-permission", call.access().permission());
    operation.addExtension("x-allowed", call.access().allowed());
    operation.addExtension("x-errors", call.errors().stream().map(Enum::name).toList());
    operation.setDescription(
        (operation.getDescription() == null ? "" : operation.getDescription() + "\n\n")
            + call.access().sentence());
    if (call.access().needsToken()) {
      operation.addSecurityRequirement(
          OASFactory.createSecurityRequirement().addScheme("bearer", List.of()));
    }
    if (call.answersNothing()) {
      // The scanner takes every POST for the making of something.
      operation.getResponses().removeAPIResponse("201");
      operation
          .getResponses()
          .addAPIResponse("204", OASFactory.createAPIResponse().description("done"));
    }
    nameBodyJson(operation.getRequestBody());
    byStatus(call.errors())
        .forEach(
            (status, codes) ->
                operation.getResponses().addAPIResponse(status.toString(), failing(codes)));
    return operation;
  }

  @Override
  public void filterOpenAPI(OpenAPI document) {
    document.setServers(List.of(OASFactory.createServer().url("/api")));
    var paths = OASFactory.createPaths();
    new TreeMap<>(document.getPaths().getPathItems()).forEach(paths::addPathItem);
    document.setPaths(paths);
  }

  // A body that may be left out is read from any type; it is JSON all the same.
  private static void nameBodyJson(RequestBody body) {
    if (body != null && body.getContent().hasMediaType(ANY)) {
      var content = OASFactory.createContent();
      body.getContent().getMediaTypes().values().forEach(type -> content.addMediaType(JSON, type));
      body.setContent(content);
    }
  }

  private static Map<Integer, List<ErrorCode>> byStatus(List<ErrorCode> codes) {
    return codes.stream()
        .collect(Collectors.groupingBy(ErrorCode::status, TreeMap::new, Collectors.toList()));
  }

  private static APIResponse failing(List<ErrorCode> codes) {
    return OASFactory.createAPIResponse()
        .description(codes.stream().map(Enum::name).collect(Collectors.joining(" or ")))
        .content(
            OASFactory.createContent()
                .addMediaType(
                    JSON,
                    OASFactory.createMediaType().schema(OASFactory.createSchema().ref(ERROR))));
  }
}
