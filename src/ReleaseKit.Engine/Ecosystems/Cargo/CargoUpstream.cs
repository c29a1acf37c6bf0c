using System.Collections.Immutable;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;
using ReleaseKit.Core.Upstream;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems.Cargo.Discovery;
using ReleaseKit.Engine.Ecosystems.Cargo.Manifests;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.Cargo;

/// <summary>Follows crates: <c>cargo update</c> moves one to a precise version, and what that needs.</summary>
internal sealed class CargoUpstream(IProcessRunner processes) : IUpstream
{
    private static readonly ImmutableDictionary<string, string?> Quiet = ImmutableDictionary<string, string?>.Empty.Add("CARGO_TERM_COLOR", "never").Add("CARGO_TERM_PROGRESS_WHEN", "never");

    /// <inheritdoc/>
    public ImmutableArray<string> LockFiles => [LockEditor.FileName];

    /// <inheritdoc/>
    public string? NameOf(string text) => CrateName.IsValid(text) ? text : null;

    /// <inheritdoc/>
    public IEnumerable<string> LockedVersions(SourceText file, string name) =>
        from entry in TomlDocument.Parse(file).Root.FindArray("package")?.Items.OfType<TomlTable>() ?? []
        where entry.FindString("name")?.Value == name && entry["source"] is not null
        let version = entry.FindString("version")?.Value
        where version is not null
        select version;

    /// <inheritdoc/>
    public string? LockedName(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Split(' ')[0];
    }

    /// <inheritdoc/>
    public async Task RefreshAsync(LockRefresh refresh, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(refresh);

        // What manifests no longer accept is resolved anew, to the highest version; only that can be told to be a precise one.
        await refresh.RunAsync(processes, "cargo", ["update", "--workspace"], Quiet, cancellationToken);
        foreach (var update in refresh.Packages)
        {
            var held = Held(refresh, update.Edge.Id.Name);
            if (!held.Contains(update.To) && Outdated(held, update) is { } version)
            {
                await refresh.RunAsync(processes, "cargo", ["update", "--package", $"{update.Edge.Id.Name}@{version}", "--precise", update.To], Quiet, cancellationToken);
            }
        }
    }

    private string[] Held(LockRefresh refresh, string name) =>
        [.. LockedVersions(SourceText.Decode(refresh.File.Value, File.ReadAllBytes(Path.Combine(refresh.Directory, refresh.File.FileName))), name)];

    /// <summary>The version that stands where the new one belongs: the old one, or a later one that was taken in its place.</summary>
    private static string? Outdated(string[] held, UpstreamUpdate update) =>
        held.FirstOrDefault(v => v == update.From) ?? held.Where(v => SemanticVersion.TryParse(v, out _)).MaxBy(SemanticVersion.Parse);
}
