using NuGet.Versioning;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Json;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.DotNet.Evaluation;
using ReleaseKit.Engine.Ecosystems.DotNet.Locking;

namespace ReleaseKit.Engine.Ecosystems.DotNet.Inspection;

/// <summary>
/// A NuGet lock file, which lists what a project references and in which range. Its digests are those of packages on registries, and
/// <c>dotnet restore</c> checks them itself.
/// </summary>
internal static class PackagesLock
{
    /// <summary>The lock file of a project: the one that bears its name, then the plain one; null when there is none.</summary>
    public static RelativePath? Find(InspectionRequest request, Package package) =>
        LockFinder.FileOf(package, request.In(package.Directory).Where(PackagesLockEditor.Is));

    /// <summary>The first thing in which the lock file differs from the project; null when nothing does, or it cannot be read.</summary>
    public static Diagnostic? Compare(InspectionRequest request, Package package, EvaluatedProject project)
    {
        if (Find(request, package) is not { } file || Read(request, file) is not var (source, entries))
        {
            return null;
        }

        // Some references are the SDK's own; a lock file has more than the project says, never less.
        foreach (var reference in project.PackageReferences.Where(r => r.Doubt is null && r.Type == "PackageReference" && r.Location is not null))
        {
            var same = entries[reference.Include.Trim()].ToArray();
            if (same.Length == 0)
            {
                return Stale(source, new TextSpan(source.ContentStart, 0), package, $"{file} does not know {DisplayText.Line(reference.Include)}, which {reference.Location!.File}({reference.Location.Line}) asks for");
            }

            if (Range(reference.Value("VersionOverride")) is null && Range(reference.Value("Version")) is { } asked &&
                same.Select(e => e.FindString("requested")).OfType<JsonStringSyntax>().ToArray() is { Length: > 0 } requested && !requested.Any(r => Range(r.Value) is not { } range || range.Equals(asked)))
            {
                return Stale(source, requested[0].Span, package, $"{file} was made for {DisplayText.Line(reference.Include)} {requested[0].Value}, and {reference.Location!.File}({reference.Location.Line}) asks for {DisplayText.Line(reference.Value("Version"))}");
            }
        }

        return Siblings(request, package, entries, source, file);
    }

    /// <summary>What projects of the repository need of each other, in the versions that they have.</summary>
    private static Diagnostic? Siblings(InspectionRequest request, Package package, ILookup<string, JsonValueSyntax> entries, SourceText source, RelativePath file)
    {
        var own = request.Workspace.Packages.Where(p => p.Ecosystem == package.Ecosystem && p is { Version: not null, Tagging: null }).ToDictionary(p => p.Name, p => p.Version!, StringComparer.OrdinalIgnoreCase);
        foreach (var need in entries.SelectMany(e => e).Where(IsProject).SelectMany(e => e.FindObject("dependencies")?.Members ?? []).Where(m => entries[m.Name].Any(IsProject)))
        {
            if (need.Value is JsonStringSyntax range && own.TryGetValue(need.Name, out var version) && PackagesLockEditor.AtLeast(version) is var expected && range.Value != expected)
            {
                return Stale(source, range.Span, package, $"{file} has {need.Name} as {DisplayText.Line(range.Value)}, and its project says {version}");
            }
        }

        return null;
    }

    private static bool IsProject(JsonValueSyntax entry) => entry.FindString("type")?.Value == "Project";

    private static VersionRange? Range(string text) => VersionRange.TryParse(text.Trim(), out var range) ? range : null;

    private static Diagnostic Stale(SourceText source, TextSpan place, Package package, string what) =>
        ManifestCheckCodes.LockStale.At(source.Locate(place), $"{what}. Run dotnet restore --force-evaluate in {package.Directory} and commit the result.");

    private static (SourceText Source, ILookup<string, JsonValueSyntax> Entries)? Read(InspectionRequest request, RelativePath file)
    {
        try
        {
            var source = SourceText.Decode(file.Value, request.Files.Read(file));
            return JsonDocumentSyntax.Parse(source, JsonSyntaxOptions.Lenient).Root.FindObject("dependencies") is { } dependencies
                ? (source, dependencies.Members.SelectMany(framework => (framework.Value as JsonObjectSyntax)?.Members ?? []).ToLookup(entry => entry.Name, entry => entry.Value, StringComparer.OrdinalIgnoreCase))
                : null;
        }
        catch (ReleaseException)
        {
            return null;
        }
    }
}
