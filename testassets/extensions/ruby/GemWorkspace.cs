using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Ruby;

/// <summary>Every <c>*.gemspec</c> that writes its name and version as plain strings is a package.</summary>
public sealed partial class GemWorkspace : IWorkspaceAdapter
{
    /// <inheritdoc/>
    public Task<ImmutableArray<Package>> DiscoverAsync(DiscoveryRequest request, CancellationToken cancellationToken)
    {
        var specifications = request.Listing.Where(path => path.Value.EndsWith(".gemspec", StringComparison.Ordinal) && !request.Excluded(path.Parent))
            .Select(path => (Path: path, Source: SourceText.Decode(path.Value, request.Files.Read(path)))).ToArray();
        var named = specifications.Select(s => (s.Path, s.Source, Name: NameLine().Match(s.Source.Text))).Where(s => s.Name.Success).ToArray();
        var members = named.Select(s => s.Name.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        return Task.FromResult<ImmutableArray<Package>>([.. named.Select(s => Read(s.Path, s.Source, s.Name.Groups[1].Value, members)).OrderBy(p => p.Id)]);
    }

    /// <inheritdoc/>
    public ImmutableArray<TextEdit> Edit(SourceText file, IReadOnlyList<ManifestChange> changes) =>
        [.. changes.Select(change => Edit(file, change)).OfType<TextEdit>().OrderBy(edit => edit.Span.Start)];

    /// <summary>Nothing: requirements of gems are what users get.</summary>
    public ImmutableArray<RangeChange> Pin(Package package, Workspace workspace, Func<PackageId, string?> siblingVersion, PinStyle style) => [];

    private static Package Read(RelativePath path, SourceText source, string name, HashSet<string> members)
    {
        var version = VersionLine().Match(source.Text);
        var package = new Package
        {
            Id = new PackageId("ruby", name),
            Directory = path.Parent,
            Manifest = path,
            VersionFile = path,
            Version = version.Success ? version.Groups[1].Value : null,
            VersionLocation = version.Success ? source.Locate(SpanOf(version.Groups[1])) : null,
            Dependencies =
            [
                .. DependencyLine().Matches(source.Text).Where(line => members.Contains(line.Groups["name"].Value) && line.Groups["name"].Value != name)
                    .Select(line => new Dependency(
                        new PackageId("ruby", line.Groups["name"].Value), line.Groups["range"].Value, line.Groups["kind"].Value == "development_" ? DependencyKind.Dev : DependencyKind.Runtime,
                        DependencySource.Workspace, path, source.Locate(SpanOf(line.Groups["range"].Success ? line.Groups["range"] : line.Groups["name"]))))
                    .OrderBy(d => d.Id).ThenBy(d => d.Kind),
            ],
        };
        return version.Success ? package : package with { Publishable = false, NotPublishableReason = "its gemspec writes no version" };
    }

    private static TextEdit? Edit(SourceText file, ManifestChange change)
    {
        var written = change switch
        {
            VersionChange => VersionLine().Match(file.Text).Groups[1],
            RangeChange range => DependencyLine().Matches(file.Text).FirstOrDefault(line => line.Groups["name"].Value == range.Dependency.Name)?.Groups["range"],
            _ => throw new ArgumentException($"{change.GetType().Name} is no change of a gemspec.", nameof(change)),
        };
        return written?.Value == change.To ? null
            : written?.Value == change.From ? new TextEdit(SpanOf(written), change.To)
            : throw new ReleaseException(ManifestCodes.Changed.At(new SourceLocation(file.Path), $"{file.Path} no longer says '{change.From}'. Plan again."));
    }

    private static TextSpan SpanOf(Group group) => new(group.Index, group.Length);

    [GeneratedRegex("""^\s*\w+\.name\s*=\s*["']([A-Za-z0-9._-]+)["']""", RegexOptions.Multiline)]
    private static partial Regex NameLine();

    [GeneratedRegex("""^\s*\w+\.version\s*=\s*["']([0-9A-Za-z.]+)["']""", RegexOptions.Multiline)]
    private static partial Regex VersionLine();

    [GeneratedRegex("""^\s*\w+\.add_(?<kind>runtime_|development_)?dependency[\s(]\s*["'](?<name>[A-Za-z0-9._-]+)["'](?:\s*,\s*["'](?<range>[^"']+)["'])?""", RegexOptions.Multiline)]
    private static partial Regex DependencyLine();
}
