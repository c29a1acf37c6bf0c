using System.Diagnostics;
using System.Globalization;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal.Forges;

/// <summary>Reads and changes a bare repository with git, without its hooks and anybody's configuration.</summary>
internal sealed class LoopbackGit(string directory, TimeProvider clock)
{
    /// <summary>The branch that <c>HEAD</c> names, whether or not it exists.</summary>
    public string DefaultBranch() => Run("symbolic-ref", "--short", "HEAD").Trim();

    /// <summary>The commit of each branch and tag, by full name.</summary>
    public IReadOnlyDictionary<string, string> Refs() => Run("for-each-ref", "--format=%(refname) %(objectname) %(*objectname)", "refs/heads", "refs/tags")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd().Split(' ')).ToDictionary(f => f[0], f => f[^1], StringComparer.Ordinal);

    public bool IsProtected(string branch) =>
        Try(out var output, "config", "--get-all", "loopback.protectedBranch") && output.Split('\n').Contains(branch, StringComparer.Ordinal);

    /// <summary>A value of the repository's configuration; null when there is none.</summary>
    public string? Setting(string name) => Try(out var output, "config", "--get", name) ? output.Trim() : null;

    /// <summary>The full name of a commit; null when there is none of that name.</summary>
    public string? Commit(string name) =>
        name.Length is > 3 and <= 64 && name.All(char.IsAsciiHexDigit) && Try(out var output, "rev-parse", "--verify", "--quiet", $"{name}^{{commit}}") ? output.Trim() : null;

    public bool IsAncestor(string ancestor, string commit) => Try(out _, "merge-base", "--is-ancestor", ancestor, commit);

    /// <summary>The commits of a branch that another lacks, oldest first.</summary>
    public string[] Missing(string from, string to) =>
        Run("rev-list", "--reverse", "--topo-order", $"{from}..{to}").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public string Subject(string commit) => Run("log", "-1", "--format=%s", commit).Trim();

    /// <summary>The tree of merging a commit into another; null when they conflict.</summary>
    public string? MergedTree(string into, string commit) =>
        Try(out var output, "merge-tree", "--write-tree", into, commit) ? output.Split('\n')[0].Trim() : null;

    /// <summary>Commits a tree as the forge.</summary>
    public string Create(string tree, string message, params string[] parents) =>
        Run(["commit-tree", .. parents.SelectMany(p => new[] { "-p", p }), "-m", message, tree]).Trim();

    /// <summary>One commit anew on top of another, with its author and words; null when they conflict.</summary>
    public string? Rebase(string onto, string commit)
    {
        // A stand-in for the new parent that descends from the old one makes git merge only what the commit itself did.
        var standIn = Create($"{onto}^{{tree}}", "base", $"{commit}^");
        if (MergedTree(standIn, commit) is not { } tree)
        {
            return null;
        }

        var author = Run("log", "-1", "--format=%an%x00%ae%x00%at +0000", commit).TrimEnd('\n').Split('\0');
        var message = Run("log", "-1", "--format=%B", commit).TrimEnd('\n');
        return Start(
            ["commit-tree", "-p", onto, "-m", message, tree],
            new() { ["GIT_AUTHOR_NAME"] = author[0], ["GIT_AUTHOR_EMAIL"] = author[1], ["GIT_AUTHOR_DATE"] = "@" + author[2] }, out var output) == 0 ? output.Trim() : null;
    }

    /// <summary>Moves a branch if it is still where it was.</summary>
    public bool Move(string branch, string from, string to) => Try(out _, "update-ref", $"refs/heads/{branch}", to, from);

    private string Run(params string[] arguments) =>
        Start(arguments, [], out var output) is var code && code == 0 ? output : throw new RefusedException(500, $"git {string.Join(' ', arguments)} ended with {code}");

    private bool Try(out string output, params string[] arguments) => Start(arguments, [], out output) == 0;

    private int Start(string[] arguments, Dictionary<string, string> variables, out string output)
    {
        var start = new ProcessStartInfo("git") { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in (string[])["-c", "core.hooksPath=/dev/null", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        var now = "@" + clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) + " +0000";
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["GIT_CONFIG_GLOBAL"] = "/dev/null", ["GIT_CONFIG_NOSYSTEM"] = "1", ["GIT_DIR"] = directory,
            ["GIT_AUTHOR_NAME"] = "Forge", ["GIT_AUTHOR_EMAIL"] = "forge@example.test", ["GIT_AUTHOR_DATE"] = now,
            ["GIT_COMMITTER_NAME"] = "Forge", ["GIT_COMMITTER_EMAIL"] = "forge@example.test", ["GIT_COMMITTER_DATE"] = now,
        }.Concat(variables))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        error.Wait();
        return process.ExitCode;
    }
}
