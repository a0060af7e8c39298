package com.tokkatot.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;

/**
 * All resources below {@code /api}. The path comes from web.xml and not from an annotation, because
 * the server assembly and the one-war assembly have different context roots and the same URLs.
 */
@ApplicationScoped
@OpenAPIDefinition(info = @Info(title = "Tokkatot", version = "v1"))
public class RestApplication extends Application {}
