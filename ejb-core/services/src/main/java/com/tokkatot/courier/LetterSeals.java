package com.tokkatot.courier;

import com.tokkatot.shared.SealedColumns;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What is sealed in messages that carry codes. */
@ApplicationScoped
public class LetterSeals implements SealedColumns {

  @Override
  public List<SealedColumn> all() {
    return List.of(
        new SealedColumn("code_message", "to_sealed", LetterBox.TO),
        new SealedColumn("code_message", "code_sealed", LetterBox.CODE),
        new SealedColumn("code_message", "token_sealed", LetterBox.TOKEN));
  }
}
