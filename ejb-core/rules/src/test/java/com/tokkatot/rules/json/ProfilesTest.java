package com.tokkatot.rules.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.rules.alert.Side;
import com.tokkatot.rules.json.Profiles.Profile;
import com.tokkatot.rules.json.Profiles.ProfileRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProfilesTest {

  @Test
  void eachHasItsOwnNameAndSaysWhereItsNumbersComeFrom() {
    assertThat(Profiles.all())
        .extracting(Profile::id)
        .containsExactly("broiler", "layer", "village");
    assertThat(Profiles.all())
        .allSatisfy(profile -> assertThat(profile.source()).contains("ask your adviser"));
  }

  @Test
  void agesOfOneLimitFollowEachOtherWithoutAGap() {
    for (var profile : Profiles.all()) {
      for (var rule : profile.alertRules()) {
        var next =
            alike(profile, rule)
                .filter(other -> other.ages().from().equals(rule.ages().to()))
                .count();
        assertThat(next)
            .as("%s %s", profile.id(), rule)
            .isEqualTo(rule.ages().to() == null ? 0 : 1);
      }
    }
  }

  @Test
  void whatIsCriticalIsWorseThanWhatIsAWarning() {
    for (var profile : Profiles.all()) {
      for (var rule : profile.alertRules()) {
        profile.alertRules().stream()
            .filter(other -> other.limit().metric().equals(rule.limit().metric()))
            .filter(other -> other.limit().side() == rule.limit().side())
            .filter(other -> other.ages().equals(rule.ages()))
            .filter(other -> other.severity().compareTo(rule.severity()) > 0)
            .forEach(
                worse -> {
                  var further = worse.limit().value() - rule.limit().value();
                  assertThat(rule.limit().side() == Side.HIGH ? further : -further).isPositive();
                });
      }
    }
  }

  private static Stream<ProfileRule> alike(Profile profile, ProfileRule rule) {
    return profile.alertRules().stream()
        .filter(other -> other.severity() == rule.severity())
        .filter(other -> other.limit().metric().equals(rule.limit().metric()))
        .filter(other -> other.limit().side() == rule.limit().side());
  }
}
