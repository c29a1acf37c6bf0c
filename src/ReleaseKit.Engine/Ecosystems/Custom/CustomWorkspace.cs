using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Engine.Ecosystems.Custom;

/// <summary>The packages of items. A version stands in the item's file, or in tags.</summary>
public sealed class CustomWorkspace : IWorkspaceAdapter
{
    private const string FirstVersion = "0.1.0";
    private readonly CustomPackages _packages;
    private readonly IVersionScheme _versions;

    internal CustomWorkspace(CustomPackages packages, IVersionScheme versions) => (_packages, _versions) = (packages, versions);

    /// <inheritdoc/>
    public ImmutableArray<DeclaredEdge> Edges =>
    [
        .. _packages.All.SelectMany(package => package.DependsOn.Select(dependency => new DeclaredEdge
        {
            From = package.Id.ToString(),
            To = dependency,
            Kind = package.DependsOnKind,
            Rule = package.DependsOnBump,
            DeclaredIn = package.DeclaredIn,
        })),
    ];

    /// <inheritdoc/>
    public Task<ImmutableArray<Package>> DiscoverAsync(DiscoveryRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        var problems = new List<Diagnostic>();
        var found = new List<Package>();
        foreach (var package in _packages.All.Where(p => p.Directory.IsWithin(request.Root) && !request.Excluded(p.Directory)))
        {
            try
            {
                found.Add(Discover(package, request));
            }
            catch (ReleaseException e)
            {
                problems.AddRange(e.Diagnostics);
            }
        }

        return problems.Count == 0 ? Task.FromResult<ImmutableArray<Package>>([.. found]) : throw new ReleaseException(problems);
    }

    /// <inheritdoc/>
    public ImmutableArray<TextEdit> Edit(SourceText file, IReadOnlyList<ManifestChange> changes)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(changes);
        return [.. changes.Select(change => Edit(file, change)).OfType<TextEdit>().Distinct().OrderBy(edit => edit.Span.Start)];
    }

    /// <summary>Nothing: no file of theirs has ranges.</summary>
    public ImmutableArray<RangeChange> Pin(Package package, Core.Packages.Workspace workspace, Func<PackageId, string?> siblingVersion, PinStyle style) => [];

    private Package Discover(CustomPackage package, DiscoveryRequest request)
    {
        if (!request.Listing.Any(file => file.IsWithin(package.Directory)))
        {
            throw new ReleaseException(CustomCodes.Item.At(
                new SourceLocation(package.DeclaredIn.Value), $"The ReleasePackage item of {package.Id} is no package: git knows no file in the folder '{package.Directory}'. Correct Include, which is relative to the workspace root, or add the folder to git."));
        }

        var result = new Package
        {
            Id = package.Id,
            Directory = package.Directory,
            Manifest = package.VersionFile ?? (request.Files.FileExists(package.DeclaredIn) ? package.DeclaredIn : package.Directory),
            VersionFile = package.VersionFile ?? package.Directory,
            Group = package.Group,
        };
        if (package.VersionFile is null)
        {
            return result with { Version = Require(package, package.Version ?? FirstVersion, new SourceLocation(package.DeclaredIn.Value)), Tagging = new TagVersioning(Format: null, Floor: null) };
        }

        var file = Read(package, request);
        var span = package.VersionPattern.Find(file) ?? throw new ReleaseException(CustomCodes.Version.At(
            new SourceLocation(file.Path), $"{file.Path} has no version of {package.Id} where {(ReferenceEquals(package.VersionPattern, VersionPattern.Default) ? "a line with nothing else or 'version:' is looked for" : "VersionPattern looks")}. Give the item a VersionPattern whose group is the version."));
        var place = file.Locate(span);
        return result with { Version = Require(package, file.Text.Substring(span.Start, span.Length), place), VersionLocation = place };
    }

    private static SourceText Read(CustomPackage package, DiscoveryRequest request) => request.Files.FileExists(package.VersionFile!.Value)
        ? SourceText.Decode(package.VersionFile.Value.Value, request.Files.Read(package.VersionFile.Value))
        : throw new ReleaseException(CustomCodes.Version.At(
            new SourceLocation(package.DeclaredIn.Value), $"{package.Id} has its version in {package.VersionFile}, which does not exist. VersionFile is relative to the package's folder."));

    private string Require(CustomPackage package, string version, SourceLocation place) => _versions.IsValid(version) ? version : throw new ReleaseException(
        CustomCodes.Version.At(place, $"'{DisplayText.Line(version)}' is no SemVer version, as {package.Id} needs one. Write three numbers, such as 1.0.0."));

    private TextEdit? Edit(SourceText file, ManifestChange change)
    {
        if (change is not VersionChange)
        {
            throw new ArgumentException($"{change.GetType().Name} is no change of a custom package.", nameof(change));
        }

        var span = _packages[change.Package].VersionPattern.Find(file);
        var written = span is { } found ? file.Text.Substring(found.Start, found.Length) : "";
        return written == change.To ? null
            : written == change.From ? new TextEdit(span!.Value, change.To)
            : throw new ReleaseException(ManifestCodes.Changed.At(
                span is { } at ? file.Locate(at) : new SourceLocation(file.Path), $"{file.Path} no longer says {DisplayText.Line(change.From)} for {change.Package}. Plan again."));
    }
}
