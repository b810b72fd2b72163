package dev.belay.drivers.files;

import dev.belay.driver.Driver;
import dev.belay.driver.Operation;
import java.util.List;

/** Files: backing up, restoring, configuring, copying, moving, removing, fetching and unpacking them. */
public final class FilesDriver implements Driver {

    @Override
    public String name() {
        return "files";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Configure.OPERATION,
                BackupFiles.OPERATION,
                BackupCommand.OPERATION,
                VerifyBackup.OPERATION,
                RestoreFiles.OPERATION,
                RestoreFile.OPERATION,
                RestoreFolder.OPERATION,
                RestorePermissions.OPERATION,
                Copy.OPERATION,
                Move.OPERATION,
                Link.OPERATION,
                Mkdir.OPERATION,
                Remove.OPERATION,
                Permissions.OPERATION,
                Download.OPERATION,
                Unpack.OPERATION);
    }
}
