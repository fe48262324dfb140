package io.lastwords.analyzer.core;

import io.lastwords.analyzer.cause.Before;
import io.lastwords.model.examination.Examination;
import io.lastwords.model.examination.ExaminedFile;
import io.lastwords.model.examination.FileCopy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a workload ran before: which images, whether well, and by which bytes. Owned by its workload's state. */
final class Past {
    private static final int IMAGES = 4;

    @Nullable
    String imageId;

    @Nullable
    String earlierImageId;

    @Nullable
    String healthyImageId;

    List<Before.Executable> executables = new ArrayList<>();

    void started(String image) {
        if (!image.equals(imageId)) {
            earlierImageId = imageId;
            imageId = image;
        }
    }

    void healthy(String image) {
        healthyImageId = image;
    }

    void examined(Examination facts) {
        facts.executable().ifPresent(file -> {
            var tag = facts.tag();
            var image = facts.image();
            remember(facts.earlierImageId(), file, file.inEarlier());
            remember(tag == null ? null : tag.taggedImageId(), file, file.inTagged());
            remember(image == null ? null : image.id(), file, file.inImage());
        });
    }

    private void remember(@Nullable String image, ExaminedFile file, @Nullable FileCopy copy) {
        String digest = copy == null ? null : copy.digest();
        if (image == null || copy == null || digest == null) {
            return;
        }
        executables.removeIf(one -> one.imageId().equals(image));
        executables.add(new Before.Executable(image, file.path(), digest, copy.size()));
        while (executables.size() > IMAGES) {
            executables.removeFirst();
        }
    }

    Before facts() {
        return new Before(earlierImageId, healthyImageId, executables);
    }
}
