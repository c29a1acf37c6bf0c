using System.Collections.Immutable;
using ReleaseKit.Core.Configuration;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.Custom;

/// <summary>The packages that items declare; of several with one folder the first.</summary>
public sealed class CustomPackages
{
    /// <summary>Metadata that users write.</summary>
    public static readonly ImmutableArray<string> Names =
    [
        "DependsOn", "DependsOnBump", "DependsOnKind", "Ecosystem", "ExistsCommand", "Group", "InstallCommand", "Name", "PackCommand", "PublishCommand",
        "Rehearsable", "TokenVariable", "Tools", "VerifyCommand", "Version", "VersionFile", "VersionPattern",
    ];

    /// <summary>Metadata that our own targets and projects add.</summary>
    private static readonly ImmutableArray<string> Own = ["Kind", "DeclaredIn", "DependencyVersions"];

    private static readonly ImmutableSortedDictionary<string, DependencyKind> Kinds =
        Enum.GetValues<DependencyKind>().ToImmutableSortedDictionary(kind => kind.ToString(), kind => kind, StringComparer.OrdinalIgnoreCase);

    private readonly List<Diagnostic> _problems = [];
    private readonly List<Diagnostic> _warnings = [];

    /// <summary>Reads the items.</summary>
    /// <exception cref="ReleaseException">Everything that is wrong with them: <c>RK-CUSTOM-ITEM</c>, <c>RK-CUSTOM-INCOMPLETE</c>.</exception>
    public CustomPackages(IEnumerable<DeclaredItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        var packages = new List<CustomPackage>();
        foreach (var package in items.Select(Read).OfType<CustomPackage>())
        {
            if (packages.FirstOrDefault(p => p.Directory == package.Directory) is { } first)
            {
                _warnings.Add(CustomCodes.Claimed.At(Place(package.DeclaredIn.Value), $"Two ReleasePackage items have the folder {package.Directory}: {first.Id} has it, because it comes first, and {package.Id} is left out. Give one of them a folder of its own."));
            }
            else
            {
                packages.Add(package);
            }
        }

        All = _problems.Count == 0 ? [.. packages] : throw new ReleaseException(_problems);
        Warnings = [.. _warnings];
    }

    /// <summary>The packages, in the order of their items.</summary>
    public ImmutableArray<CustomPackage> All { get; }

    /// <summary>What looks wrong, and stops nothing: <c>RK-CUSTOM-METADATA</c>, <c>RK-CUSTOM-CLAIMED</c>.</summary>
    public ImmutableArray<Diagnostic> Warnings { get; }

    /// <summary>The package with that id.</summary>
    /// <exception cref="ReleaseException"><c>RK-CUSTOM-ITEM</c>: no item declares it any more.</exception>
    public CustomPackage this[PackageId id] => All.FirstOrDefault(p => p.Id == id) ?? throw new ReleaseException(CustomCodes.Item.Create(
        $"{id} is to be released, and no ReleasePackage item declares it any more. Put the item back, or leave the package out."));

    private CustomPackage? Read(DeclaredItem item)
    {
        var place = item["DeclaredIn"] ?? "release.proj";
        var count = _problems.Count;
        foreach (var name in item.Metadata.Keys.Where(n => !Names.Concat(Own).Contains(n, StringComparer.OrdinalIgnoreCase)))
        {
            _warnings.Add(CustomCodes.Metadata.At(Place(place), $"{Title(item)} has metadata '{name}', which nothing reads.{NearestName.Question(name, Names)} Known names: {string.Join(", ", Names)}."));
        }

        if (item["Ecosystem"] != CustomEcosystem.Id)
        {
            Report(item, $"its Ecosystem is '{item["Ecosystem"]}'. Items declare packages of the ecosystem '{CustomEcosystem.Id}' only; those of others are discovered by their manifests");
        }

        var directory = PathOf(item, item.Include, RelativePath.Root);
        var file = item["VersionFile"] is { } written ? PathOf(item, written, directory) : (RelativePath?)null;
        var (pattern, problem) = item["VersionPattern"] is { } text ? VersionPattern.Read(text) : (VersionPattern.Default, null);
        if (problem is not null || (item["VersionPattern"] is not null && file is null))
        {
            Report(item, $"its VersionPattern cannot be used: {problem ?? "there is no VersionFile to look in"}");
        }

        var kind = DependencyKind.Runtime;
        if (item["DependsOnKind"] is { } kindText && !Kinds.TryGetValue(kindText, out kind))
        {
            Report(item, $"its DependsOnKind is '{kindText}'. Write one of {string.Join(", ", Kinds.Keys).ToLowerInvariant()}");
        }

        var bump = item["DependsOnBump"] is { } bumpText ? EdgeBumpText.Parse(bumpText) : null;
        if (bump is null && item["DependsOnBump"] is { } wrong)
        {
            Report(item, $"its DependsOnBump is '{wrong}'. Write {EdgeBumpText.Words}");
        }

        if (item["Rehearsable"] is { } rehearsable && !bool.TryParse(rehearsable, out _))
        {
            Report(item, $"its Rehearsable is '{rehearsable}'. Write true or false");
        }

        var package = new CustomPackage
        {
            Id = new PackageId(CustomEcosystem.Id, NameOf(item, directory)),
            Directory = directory,
            DeclaredIn = RelativePath.TryParse(place, out var declared) ? declared : directory,
            Version = item["Version"],
            VersionFile = file,
            VersionPattern = pattern ?? VersionPattern.Default,
            DependsOn = List(item["DependsOn"]),
            DependsOnKind = kind,
            DependsOnBump = bump,
            Group = item["Group"],
            Tools = List(item["Tools"]),
            PackCommand = item["PackCommand"],
            PublishCommand = item["PublishCommand"],
            ExistsCommand = item["ExistsCommand"],
            VerifyCommand = item["VerifyCommand"],
            InstallCommand = item["InstallCommand"],
            TokenVariable = item["TokenVariable"],
            Rehearsable = bool.TryParse(item["Rehearsable"], out var rehearse) && rehearse,
            DependencyVersions = item["DependencyVersions"] ?? "",
        };
        RequireCommands(item, package);
        return _problems.Count == count ? package : null;
    }

    private void RequireCommands(DeclaredItem item, CustomPackage package)
    {
        if (package is { PublishCommand: not null, ExistsCommand: null })
        {
            _problems.Add(CustomCodes.Incomplete.At(
                Place(item["DeclaredIn"]), $"{Title(item)} has a PublishCommand and no ExistsCommand, so that a release which was interrupted could not tell whether to publish again. Add one that exits with 0 when RELEASE_VERSION is there and with 1 when it is not."));
        }
        else if (package is { PublishCommand: null, ExistsCommand: not null })
        {
            Report(item, "it has an ExistsCommand and no PublishCommand, so that nothing would ever make it true. Add the one or remove the other");
        }
    }

    private RelativePath PathOf(DeclaredItem item, string path, RelativePath folder)
    {
        if (!path.Any(char.IsControl) && folder.TryCombine(path, out var result))
        {
            return result;
        }

        Report(item, $"'{DisplayText.Line(path)}' is no path below the workspace root");
        return RelativePath.Root;
    }

    private string NameOf(DeclaredItem item, RelativePath directory)
    {
        var name = item["Name"] ?? directory.FileName;
        if (name.Length == 0 || name[0] == '-' || name.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
        {
            Report(item, name.Length == 0 ? "it has no name. Add Name, which the folder itself cannot give" : $"'{DisplayText.Line(name)}' is no name: it may hold no blank and not begin with '-'. Add another Name");
        }

        return name;
    }

    private void Report(DeclaredItem item, string problem) => _problems.Add(CustomCodes.Item.At(Place(item["DeclaredIn"]), $"{Title(item)} is no package: {problem}."));

    private static string Title(DeclaredItem item) => $"The ReleasePackage item '{DisplayText.Line(item.Include)}'";

    private static SourceLocation Place(string? file) => new(file ?? "release.proj");

    private static ImmutableArray<string> List(string? text) => [.. (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
