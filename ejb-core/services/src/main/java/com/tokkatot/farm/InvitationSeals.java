package com.tokkatot.farm;

import com.tokkatot.shared.SealedColumns;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What is sealed in invitations. */
@ApplicationScoped
public class InvitationSeals implements SealedColumns {

  @Override
  public List<SealedColumn> all() {
    return List.of(new SealedColumn("invitation", "contact_sealed", Invitations.PURPOSE));
  }
}
