using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Vcs;

/// <summary>A git repository with a bare remote.</summary>
internal sealed class GitBench : IRepositoryBench
{
    private readonly GitRepositoryBuilder _here;
    private readonly GitRepositoryBuilder _remote;
    private readonly ScratchDirectory _scratch;
    private readonly Dictionary<string, string> _environment = new(GitRepositoryBuilder.Identity);

    public GitBench(ScratchDirectory scratch)
    {
        _scratch = scratch;
        _remote = GitRepositoryBuilder.Init(scratch.File("remote"), "--bare");
        _here = GitRepositoryBuilder.Init(scratch.File("wörk tree"));
        _here.Git("remote", "add", "origin", _remote.Path);
    }

    public string Path => _here.Path;

    public IReadOnlyDictionary<string, string> Environment => _environment;

    public void Write(string path, string text) => _here.Write(path, text);

    public string Commit(string message) => _here.Commit(message);

    public void Tag(string name) => _here.Git("tag", "--annotate", "--message", name, name);

    public void Push() => _here.Git("push", "--quiet", "--set-upstream", "--tags", "origin", "main");

    public void CommitElsewhere(string path, string text)
    {
        _remote.Git("clone", "--quiet", _remote.Path, _scratch.File("elsewhere"));
        var elsewhere = GitRepositoryBuilder.Open(_scratch.File("elsewhere"));
        elsewhere.Write(path, text).Commit("elsewhere");
        elsewhere.Git("push", "--quiet", "origin", "main");
    }

    public void Ignore(string folder) => _here.Write(".gitignore", folder + "/\n");

    public void FailCommits(string evidence)
    {
        foreach (var hook in new[] { "pre-commit", "commit-msg", "pre-push" })
        {
            var path = System.IO.Path.Combine(Path, ".git", "hooks", hook);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            File.WriteAllText(path, $"#!/bin/sh\ntouch '{evidence}'\nexit 1\n");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
    }

    public void ForgetIdentity()
    {
        foreach (var name in _environment.Keys.Where(name => name.StartsWith("GIT_AUTHOR", StringComparison.Ordinal) || name.StartsWith("GIT_COMMITTER", StringComparison.Ordinal)).ToArray())
        {
            _environment.Remove(name);
        }

        _here.Git("config", "user.useConfigOnly", "true");
    }

    public void CheckOut(string commit) => _here.Git("checkout", "--quiet", commit);

    public string[] FilesOf(string commit) => _here.Git("show", "--name-only", "--format=", commit).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public string RemoteHead() => _remote.Git("rev-parse", "main").Trim();
}
