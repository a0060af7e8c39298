package com.tokkatot.edge.hub;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready means able to keep promises: journal open, lines set up. A line may be down; that passes.
 */
@Readiness
@ApplicationScoped
class HubReadiness implements HealthCheck {

  @Inject HubLife life;

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("hub").status(life.view().isPresent()).build();
  }
}
