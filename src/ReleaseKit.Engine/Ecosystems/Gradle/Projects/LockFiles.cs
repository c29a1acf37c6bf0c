using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ecosystems.Gradle.Manifests;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Projects;

/// <summary>The lock files that know our own packages, as those of builds that take them from a repository do.</summary>
internal sealed class LockFiles
{
    private readonly ILookup<string, RelativePath> _files;

    public LockFiles(BuildFiles files) => _files = files.Request.Listing
        .Where(f => LockFile.IsOne(f) && !files.Request.Excluded(f.Parent))
        .SelectMany(f => files.Text(f) is { } source ? LockFile.Read(source).Select(e => (e.Name, File: f)) : [])
        .Distinct().ToLookup(e => e.Name, e => e.File, StringComparer.Ordinal);

    public ImmutableArray<RelativePath> Of(string name) => [.. _files[name].Order()];
}
