package com.tokkatot.local;

import com.tokkatot.shared.Vault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * {@code ./tokkatot keys}: adds keys to those that lie outside the database, and seals settings.
 */
final class KeysCommand {

  /** Longest life of an access token. */
  private static final Duration TOKEN_LIFE = Duration.ofHours(24);

  /** Until every node has seen a new file. */
  private static final Duration SEEN = Duration.ofMinutes(1);

  private final Layout layout;
  private final InstantSource time;
  private final PrintStream out;

  KeysCommand(Layout layout, InstantSource time, PrintStream out) {
    this.layout = layout;
    this.time = time;
    this.out = out;
  }

  /**
   * @param words what was said after {@code keys}
   * @throws IllegalArgumentException saying what can be said
   */
  int run(List<String> words) throws IOException, GeneralSecurityException {
    var said = String.join(" ", words);
    if (said.equals("rotate vault")) {
      rotateVault();
    } else if (said.equals("rotate jwt")) {
      rotateTokens();
    } else if (words.size() == 2 && words.get(0).equals("seal")) {
      seal(words.get(1));
    } else {
      throw new IllegalArgumentException("keys knows: rotate vault, rotate jwt, seal SETTING");
    }
    return 0;
  }

  private void rotateVault() throws IOException {
    var file = folders().addVaultKey();
    out.println("made " + file);
    out.println("The application seals with it from 10 seconds from now on; no restart is needed.");
    out.println(
        "What older keys have sealed in the database is sealed anew within minutes. An older key may go"
            + " when the log says no more of it, and no setting begins with vault: and its number."
            + " Never delete index.key.");
  }

  private void rotateTokens() throws IOException, GeneralSecurityException {
    var old = folders().newestTokenKey();
    var file = folders().addTokenKey();
    var over = time.instant().plus(TOKEN_LIFE).plus(SEEN).truncatedTo(ChronoUnit.SECONDS);
    out.println("made " + file);
    out.println("The application signs with it within a minute; nobody is signed out.");
    out.println("After " + over + " every token of the key before it has expired: delete " + old);
  }

  /** Reads the secret from the input, so that it shows in no list of processes and no history. */
  private void seal(String setting) throws IOException {
    var secret =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    if (secret == null || secret.isEmpty()) {
      throw new IllegalArgumentException("give the secret on the standard input, one line");
    }
    out.println("vault:" + new Vault(folders().vault(), time).seal("setting." + setting, secret));
  }

  private KeyFolders folders() {
    return new KeyFolders(layout.keys(), time);
  }
}
