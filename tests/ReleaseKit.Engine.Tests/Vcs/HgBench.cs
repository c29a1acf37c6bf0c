using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Vcs;

/// <summary>A Mercurial repository with one that it pushes to.</summary>
internal sealed class HgBench : IRepositoryBench
{
    private readonly HgRepositoryBuilder _here;
    private readonly HgRepositoryBuilder _remote;
    private readonly ScratchDirectory _scratch;

    public HgBench(ScratchDirectory scratch)
    {
        _scratch = scratch;
        _remote = HgRepositoryBuilder.Init(scratch.File("remote"));
        _here = HgRepositoryBuilder.Clone(_remote.Path, scratch.File("wörk tree"));
    }

    public string Path => _here.Path;

    public IReadOnlyDictionary<string, string> Environment => HgRepositoryBuilder.Identity;

    public void Write(string path, string text) => _here.Write(path, text);

    public string Commit(string message) => _here.Commit(message);

    public void Tag(string name) => _here.Hg("tag", name);

    public void Push() => _here.Hg("push", "--quiet");

    public void CommitElsewhere(string path, string text)
    {
        var elsewhere = HgRepositoryBuilder.Clone(_remote.Path, _scratch.File("elsewhere"));
        elsewhere.Write(path, text).Commit("elsewhere");
        elsewhere.Hg("push", "--quiet");
    }

    public void Ignore(string folder) => _here.Write(".hgignore", $"^{folder}/\n");

    public void FailCommits(string evidence) => _here.Configure($"[hooks]\nprecommit.check = touch '{evidence}'; false\npretxncommit = touch '{evidence}'; false\nprepush.x = touch '{evidence}'; false\npreoutgoing = touch '{evidence}'; false\n");

    public void ForgetIdentity() => File.WriteAllText(System.IO.Path.Combine(Path, ".hg", "hgrc"), $"[paths]\ndefault = {_remote.Path}\n");

    public void CheckOut(string commit) => _here.Hg("update", "--quiet", "--clean", "--rev", commit);

    public string[] FilesOf(string commit) => _here.Hg("log", "--rev", commit, "-T", "{files % '{file}\\n'}").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public string RemoteHead() => _remote.Hg("log", "--rev", "tip", "-T", "{node}");
}
