using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Ecosystems;

/// <summary>
/// Folders that hold tests, examples, templates and documentation by their names. A manifest there which no workspace outside of
/// them claims is hardly meant to be released, and may be broken on purpose: it is listed when it can be read, released only when a
/// <c>releasekit.toml</c> beside it says so, and nobody's problem otherwise.
/// </summary>
internal sealed class SamplePlaces
{
    private const string OwnConfiguration = "releasekit.toml";

    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "testdata", "test-data", "test_data", "testassets", "fixture", "fixtures", "__fixtures__",
        "example", "examples", "sample", "samples", "demo", "demos", "template", "templates", "snippets", "doc", "docs",
    };

    private static readonly HashSet<string> Tests = new(StringComparer.OrdinalIgnoreCase) { "test", "tests", "__tests__", "e2e" };

    private static readonly HashSet<string> Endings = new(StringComparer.OrdinalIgnoreCase) { "example", "examples", "sample", "samples", "fixture", "fixtures", "demo", "demos" };

    private readonly DiscoveryRequest _request;
    private readonly Func<RelativePath, RelativePath?> _workspaceOf;
    private readonly bool _testsCount;
    private readonly HashSet<RelativePath> _configured;

    /// <summary>The places of one discovery.</summary>
    /// <param name="request">What is looked at; names above its root do not count.</param>
    /// <param name="workspaceOf">The folder of the workspace that has the manifest of a folder, itself for a manifest alone; null for a folder without one.</param>
    /// <param name="testsCount">Whether what lies among tests is released as often as not.</param>
    public SamplePlaces(DiscoveryRequest request, Func<RelativePath, RelativePath?> workspaceOf, bool testsCount = false)
    {
        _request = request;
        _workspaceOf = workspaceOf;
        _testsCount = testsCount;
        _configured = [.. request.Listing.Where(path => path.FileName == OwnConfiguration).Select(path => path.Parent)];
    }

    /// <summary>Why what lies in a folder is not released unless asked for; null when it may be.</summary>
    public string? ReasonAgainst(RelativePath directory) => NameIn(directory) is not { } name
        ? null
        : $"it lies in '{name}' and belongs to no workspace outside of it; publishable = true in {directory.Combine(OwnConfiguration)} releases it all the same";

    /// <summary>The package, kept from publication when it lies in such a place.</summary>
    public Package Doubted(Package package) =>
        package.Publishable && ReasonAgainst(package.Directory) is { } reason ? package with { Publishable = false, NotPublishableReason = reason } : package;

    /// <summary>The problems that matter: those of manifests in other places.</summary>
    public IEnumerable<Diagnostic> Without(IEnumerable<Diagnostic> problems) =>
        problems.Where(problem => !RelativePath.TryParse(problem.Location?.File, out var file) || NameIn(ManifestFolder(file)) is null);

    private string? NameIn(RelativePath directory)
    {
        if (_configured.Contains(directory) && !directory.IsRoot)
        {
            return null;
        }

        var place = _workspaceOf(directory) ?? directory;
        var below = place.IsWithin(_request.Root) ? place.Value[_request.Root.Value.Length..] : place.Value;
        return below.Split('/').FirstOrDefault(name => Names.Contains(name) || (!_testsCount && Tests.Contains(name)) || Endings.Contains(name[(name.LastIndexOfAny(['-', '_']) + 1)..]));
    }

    /// <summary>The folder of the manifest that a file belongs to.</summary>
    private RelativePath ManifestFolder(RelativePath file)
    {
        for (var folder = file.Parent; !folder.IsRoot; folder = folder.Parent)
        {
            if (_workspaceOf(folder) is not null)
            {
                return folder;
            }
        }

        return _workspaceOf(RelativePath.Root) is null ? file.Parent : RelativePath.Root;
    }
}
