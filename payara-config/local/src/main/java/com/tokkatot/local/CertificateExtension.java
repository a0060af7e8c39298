package com.tokkatot.local;

import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.packets.auth.DefaultAuthorizationBehaviour;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import com.hivemq.extension.sdk.api.services.builder.Builders;

/**
 * Lets in whom the certificate names, and only to their own farm. Without it the embedded broker
 * would let in everybody.
 */
final class CertificateExtension implements ExtensionMain {

  private final SimpleAuthenticator authenticator = CertificateExtension::authenticate;

  @Override
  public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
    Services.securityRegistry().setAuthenticatorProvider(client -> authenticator);
  }

  @Override
  public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {}

  private static void authenticate(SimpleAuthInput input, SimpleAuthOutput output) {
    var rights =
        input
            .getConnectionInformation()
            .getClientTlsInformation()
            .flatMap(tls -> tls.getClientCertificate())
            .flatMap(certificate -> CertificateRights.of(certificate.getSubjectX500Principal()));
    if (rights.isEmpty() || !rights.get().mayUse(input.getClientInformation().getClientId())) {
      output.failAuthentication(
          ConnackReasonCode.NOT_AUTHORIZED, "The certificate does not allow this");
      return;
    }
    var permissions = output.getDefaultPermissions();
    permissions.add(Builders.topicPermission().topicFilter(rights.get().topicFilter()).build());
    permissions.setDefaultBehaviour(DefaultAuthorizationBehaviour.DENY);
    output.authenticateSuccessfully();
  }
}
