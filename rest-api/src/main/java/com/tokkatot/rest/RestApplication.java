package com.tokkatot.rest;

import com.tokkatot.rest.shared.ErrorView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/**
 * All resources below {@code /api}. The path comes from web.xml and not from an annotation, because
 * the server assembly and the one-war assembly have different context roots and the same URLs.
 */
@ApplicationScoped
@OpenAPIDefinition(
    info =
        @Info(
            title = "Tokkatot",
            version = "v1",
            description =
                "Smart farming for chicken farms. Every error has one envelope; its code never"
                    + " changes its meaning. Instants are ISO-8601 in UTC, ids are UUIDs."),
    components = @Components(schemas = @Schema(name = "Error", implementation = ErrorView.class)))
@SecurityScheme(
    securitySchemeName = "bearer",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    bearerFormat = "JWT",
    description = "The access token that signing in answers.")
public class RestApplication extends Application {}
