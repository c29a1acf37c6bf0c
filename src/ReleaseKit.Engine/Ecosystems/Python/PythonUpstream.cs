using System.Collections.Immutable;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;
using ReleaseKit.Engine.Ecosystems.Python.Locking;
using ReleaseKit.Engine.Ecosystems.Python.Projects;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.Python;

/// <summary>Follows Python projects: <c>uv lock</c> and <c>poetry update --lock</c> move one, and what that needs.</summary>
internal sealed class PythonUpstream(IProcessRunner processes) : IUpstream
{
    /// <summary>Written like the others, and by a client that is not among those that are called.</summary>
    private const string PdmFile = "pdm.lock";

    private static readonly ImmutableDictionary<string, string?> Quiet = ImmutableDictionary<string, string?>.Empty.Add("NO_COLOR", "1").Add("UV_NO_PROGRESS", "1").Add("POETRY_NO_INTERACTION", "1");

    /// <inheritdoc/>
    public ImmutableArray<string> LockFiles => [PythonLock.UvFile, PythonLock.PoetryFile, PdmFile];

    /// <inheritdoc/>
    public string? NameOf(string text) => DistributionName.IsValid(text) ? DistributionName.Normalize(text) : null;

    /// <inheritdoc/>
    public IEnumerable<string> LockedVersions(SourceText file, string name) =>
        from entry in PythonLock.Entries(TomlDocument.Parse(file).Root)
        where PythonLock.NameOf(entry) == name && !PythonLock.IsOwn(entry)
        let version = entry.FindString("version")?.Value
        where version is not null
        select version;

    /// <summary>The digest that poetry keeps of the manifest is about nobody.</summary>
    public string? LockedName(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key == "metadata.content-hash" ? null : DistributionName.Normalize(key.Split(' ')[0]);
    }

    /// <inheritdoc/>
    public async Task RefreshAsync(LockRefresh refresh, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(refresh);
        if (refresh.File.FileName == PythonLock.UvFile)
        {
            await refresh.RunAsync(processes, "uv", ["lock", .. refresh.Packages.SelectMany(u => new[] { "--upgrade-package", $"{u.Edge.Id.Name}=={u.To}" })], Quiet, cancellationToken);
            return;
        }

        if (refresh.File.FileName == PdmFile)
        {
            throw refresh.Unsupported($"pdm is not called from here: pdm update --no-sync {string.Join(' ', refresh.Packages.Select(u => u.Edge.Id.Name))}");
        }

        await refresh.RunAsync(processes, "poetry", ["update", "--lock", .. refresh.Packages.Select(u => u.Edge.Id.Name)], Quiet, cancellationToken);
    }
}
