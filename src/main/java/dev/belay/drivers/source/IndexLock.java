package dev.belay.drivers.source;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import dev.belay.host.Context;
import dev.belay.host.FileInfo;
import dev.belay.host.FileReader;
import dev.belay.host.HostReader;
import dev.belay.value.Unseen;
import java.util.List;
import java.util.Optional;

/** Whether git's index is locked: by a git at work, or by one that was killed. */
record IndexLock(Repository repository) implements Fact<Boolean> {

    private static final List<String> LOCKS = List.of("index.lock", "HEAD.lock");

    @Override
    public Boolean read(Probe world) {
        FileReader files = world.host().read(repository.working(world.host()));
        return paths(world.host()).stream().anyMatch(files::exists);
    }

    /** The paths of all locks. */
    List<String> paths(HostReader host) {
        return LOCKS.stream().map(lock -> path(host, lock)).toList();
    }

    /** The path of a lock; the folder of git itself may lie elsewhere. */
    private String path(HostReader host, String lock) {
        return repository
                .working(host)
                .absolute(
                        repository.answer(host, "rev-parse", "--git-path", lock).strip());
    }

    /** The number of a git that is at work in the repository. */
    static Optional<Long> atWork(Repository repository, HostReader host) {
        FileReader files = host.read(Context.own());
        return files.list("/proc").stream()
                .filter(name -> name.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .filter(pid -> host.process(pid)
                        .filter(process -> process.command().matches("(\\S*/)?git(-\\S+)?( .*)?"))
                        .isPresent())
                .filter(pid -> folder(files, pid)
                        .filter(folder -> (folder + "/").startsWith(repository.path() + "/"))
                        .isPresent())
                .findFirst();
    }

    /** The working folder of a process; empty where it ended, or belongs to a user whose processes we may not look at. */
    private static Optional<String> folder(FileReader files, long pid) {
        try {
            return files.info("/proc/" + pid + "/cwd").flatMap(FileInfo::target);
        } catch (Unseen foreign) {
            return Optional.empty();
        }
    }

    @Override
    public Target target() {
        return repository.state();
    }

    @Override
    public String subject() {
        return "lock of " + repository.path();
    }

    @Override
    public String show(Boolean locked) {
        return locked ? "locked" : "free";
    }
}
