package com.tokkatot.rest;

import com.tokkatot.limit.Limit;
import com.tokkatot.rest.shared.Limited;
import com.tokkatot.rest.shared.OpenToAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Which program answers. Source: requirements.md 2.0, "Health". */
@ApplicationScoped
@Path("version")
@Limited(Limit.ADDRESS)
@Produces(MediaType.APPLICATION_JSON)
public class VersionResource {

  private static final VersionView VERSION = read();

  /**
   * What runs here.
   *
   * @param version of the program
   * @param api version in the paths
   * @param commit it was built from; null when the build did not say
   */
  public record VersionView(String version, String api, String commit) {}

  @GET
  @OpenToAll
  @Operation(summary = "Which version runs")
  public VersionView version() {
    return VERSION;
  }

  private static VersionView read() {
    try (var in = VersionResource.class.getResourceAsStream("version.properties")) {
      var built = new Properties();
      built.load(in);
      var commit = built.getProperty("commit");
      return new VersionView(built.getProperty("version"), "v1", commit.isBlank() ? null : commit);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
