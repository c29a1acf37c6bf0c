using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Go.Modules;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.Go;

/// <summary>Follows Go modules: <c>go get</c> brings <c>go.sum</c>, and in <c>go.mod</c> what the new version needs. A require line holds its version itself.</summary>
internal sealed class GoUpstream(IProcessRunner processes) : IUpstream
{
    /// <summary>Digests of what modules came with.</summary>
    public const string SumFile = "go.sum";

    private static readonly ImmutableDictionary<string, string?> Quiet = ImmutableDictionary<string, string?>.Empty
        .Add("GOFLAGS", "-mod=mod").Add("GOWORK", "off").Add("GIT_TERMINAL_PROMPT", "0").Add("NO_COLOR", "1").Add("GOTOOLCHAIN", "local");

    /// <inheritdoc/>
    public bool TakesLowest => true;

    /// <inheritdoc/>
    public ImmutableArray<string> LockFiles => [SumFile];

    /// <inheritdoc/>
    public bool LocksShowNeeds => false;

    /// <inheritdoc/>
    public string? NameOf(string text) => text is { Length: > 0 and < 500 } && text[0] != '-' && ModulePath.HasDomain(text) && ModulePath.Problem(text) is null ? ModulePath.Split(text).Name : null;

    /// <inheritdoc/>
    public IEnumerable<string> LockedVersions(SourceText file, string name) =>
        from line in file.Text.Split('\n')
        let fields = line.Split(' ')
        where fields.Length == 3 && ModulePath.Split(fields[0]).Name == name && !fields[1].EndsWith("/go.mod", StringComparison.Ordinal)
        select fields[1];

    /// <inheritdoc/>
    public string? LockedName(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return ModulePath.Split(key.Split(' ')[0]).Name;
    }

    /// <inheritdoc/>
    public IEnumerable<RelativePath> AlsoWritten(RelativePath lockFile) => [lockFile.Parent.Combine(ModFile.FileName)];

    /// <inheritdoc/>
    public async Task RefreshAsync(LockRefresh refresh, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(refresh);
        await refresh.RunAsync(
            processes, "go", ["get", .. refresh.Packages.Select(u => $"{ModulePath.For(u.Edge.Id.Name, u.To)}@v{u.To.TrimStart('v')}")], Quiet, cancellationToken);
    }
}
