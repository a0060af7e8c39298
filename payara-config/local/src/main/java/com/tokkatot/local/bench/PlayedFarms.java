package com.tokkatot.local.bench;

import com.tokkatot.local.LocalStack;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Farms that exist in the database only, with people who use them and hubs that are played. As many
 * people and devices as a farm may have, because each may do only so much in a minute.
 */
final class PlayedFarms implements AutoCloseable {

  static final int FARMS = 32;
  static final int DEVICES = 50;

  /** With the owner fewer than the fifty a farm may have. */
  static final int PEOPLE = 46;

  private final List<ManyFarms.PlayedFarm> farms;
  private final List<Crowd.Person> people;
  private final List<PlayedHub> hubs = new ArrayList<>();

  /** Somebody who asks for something on one device. */
  record Turn(ManyFarms.PlayedFarm farm, String device, Crowd.Person person) {}

  PlayedFarms(LocalStack stack) throws SQLException, IOException, GeneralSecurityException {
    farms = ManyFarms.make(stack, FARMS, DEVICES);
    people = Crowd.make(stack, farms.stream().map(ManyFarms.PlayedFarm::farmId).toList(), PEOPLE);
    for (var farm : farms) {
      var keys = stack.hubKeys(farm.hubId(), farm.farmId());
      var hub = new PlayedHub(farm.farmId(), farm.hubId(), stack.ports().cloudMqtt(), keys);
      hub.connect();
      hubs.add(hub);
    }
  }

  List<ManyFarms.PlayedFarm> farms() {
    return farms;
  }

  /** Somebody of that farm. */
  Crowd.Person person(int farm, int number) {
    return people.get(farm * PEOPLE + number % PEOPLE);
  }

  /** Farm after farm, and within each device after device and person after person. */
  Turn turn(int index) {
    var farm = index % FARMS;
    var round = index / FARMS;
    return new Turn(
        farms.get(farm), farms.get(farm).devices().get(round % DEVICES), person(farm, round));
  }

  /** Any of them. */
  Turn turn(Random random) {
    var farm = random.nextInt(FARMS);
    return new Turn(
        farms.get(farm),
        farms.get(farm).devices().get(random.nextInt(DEVICES)),
        person(farm, random.nextInt(PEOPLE)));
  }

  @Override
  public void close() {
    hubs.forEach(PlayedHub::close);
  }
}
