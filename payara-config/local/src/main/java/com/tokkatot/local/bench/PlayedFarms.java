package com.tokkatot.local.bench;

import com.tokkatot.local.LocalStack;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Farms that exist in the database only, with people who use them and hubs that are played. Many
 * people and devices, because each may do only so much in a minute.
 */
final class PlayedFarms implements AutoCloseable {

  private final int devices;
  private final int each;
  private final List<ManyFarms.PlayedFarm> farms;
  private final List<Crowd.Person> people;
  private final List<PlayedHub> hubs = new ArrayList<>();

  /** Somebody who asks for something on one device. */
  record Turn(ManyFarms.PlayedFarm farm, String device, Crowd.Person person) {}

  /**
   * @param devices of each farm
   * @param each people of each farm; fifty with the owner is what a farm may have
   */
  PlayedFarms(LocalStack stack, int count, int devices, int each)
      throws SQLException, IOException, GeneralSecurityException {
    this.devices = devices;
    this.each = each;
    farms = ManyFarms.make(stack, count, devices);
    people = Crowd.make(stack, farms.stream().map(ManyFarms.PlayedFarm::farmId).toList(), each);
    for (var farm : farms) {
      var keys = stack.hubKeys(farm.hubId(), farm.farmId());
      var client = new FarmClient(farm.farmId(), farm.hubId(), stack.ports().cloudMqtt(), keys);
      var hub = new PlayedHub(client);
      hub.connect();
      hubs.add(hub);
    }
  }

  List<ManyFarms.PlayedFarm> farms() {
    return farms;
  }

  /** The hub of that farm. */
  PlayedHub hub(int farm) {
    return hubs.get(farm);
  }

  /** Somebody of that farm. */
  Crowd.Person person(int farm, int number) {
    return people.get(farm * each + number % each);
  }

  /** Farm after farm, and within each device after device and person after person. */
  Turn turn(int index) {
    var farm = index % farms.size();
    var round = index / farms.size();
    return new Turn(
        farms.get(farm), farms.get(farm).devices().get(round % devices), person(farm, round));
  }

  /** Any of them. */
  Turn turn(Random random) {
    var farm = random.nextInt(farms.size());
    return new Turn(
        farms.get(farm),
        farms.get(farm).devices().get(random.nextInt(devices)),
        person(farm, random.nextInt(each)));
  }

  @Override
  public void close() {
    hubs.forEach(PlayedHub::close);
  }
}
