package io.github.autograd4j.data;

import io.github.autograd4j.Device;
import io.github.autograd4j.autodiff.Transfers;
import io.github.autograd4j.autodiff.Transfers.Arriving;
import io.github.autograd4j.spi.PendingUpload;

/** A batch that may still be on its way to a device. It is either taken or discarded, on any thread but a cleaner's. */
record Delivery(Batch batch, PendingUpload inputs, PendingUpload targets) {
    /** A batch that is where it should be. */
    static Delivery of(Batch batch) {
        return new Delivery(batch, PendingUpload.DONE, PendingUpload.DONE);
    }

    /** Sends a batch to a device; its tensors here are closed if they were copied. */
    static Delivery to(Device device, Batch batch) {
        Arriving inputs = Transfers.copyBeside(batch.inputs(), device);
        boolean done = false;
        try {
            Arriving targets = Transfers.copyBeside(batch.targets(), device);
            done = true;
            if (inputs.tensor() != batch.inputs()) {
                batch.inputs().close();
            }
            if (targets.tensor() != batch.targets()) {
                batch.targets().close();
            }
            return new Delivery(new Batch(inputs.tensor(), targets.tensor()), inputs.upload(), targets.upload());
        } finally {
            if (!done) {
                inputs.upload().join();
                inputs.tensor().close();
            }
        }
    }

    /** The batch, for work that is ordered after this call. */
    Batch take() {
        inputs.join();
        targets.join();
        return batch;
    }

    /** Gives the batch up. The uploads are ordered first: later work may be given the same memory. */
    void discard() {
        take().close();
    }
}
