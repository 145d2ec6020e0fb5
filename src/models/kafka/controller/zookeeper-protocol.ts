import type { PushImage } from '../messages.ts';
import type { ControllerProtocol } from './protocol.ts';

const ZOOKEEPER_MICROS = 2_000;

/**
 * The protocol before controller epochs were heeded: a controller that does not know that it was replaced decides alone,
 * and brokers take over whatever metadata they are sent.
 */
export const ZOOKEEPER_PROTOCOL: ControllerProtocol = {
  *decide(controller, command) {
    // ZooKeeper takes the write from whoever holds a session, replaced or not.
    yield* controller.host.sleep(ZOOKEEPER_MICROS);
    controller.change(controller.host.now(), command);
    this.keepBrokersInformed(controller);
    return true;
  },
  receive(controller, image) {
    controller.metadata.adopt(image);
    controller.adopted();
  },
  keepBrokersInformed({ host, metadata, members }) {
    const message: PushImage = { kind: 'push-image', image: metadata.image() };
    for (const member of members) if (member !== host.name) host.send(member, message);
  },
};
