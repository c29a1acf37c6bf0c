using System.Collections.Immutable;
using ReleaseKit.Core.Json;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.DotNet.Locking;

/// <summary>
/// Splices a NuGet lock file: the versions in which projects of the repository need each other. A project has no version of its own
/// there, but whoever references another one that references it in turn finds it as <c>"[1.2.0, )"</c>.
/// </summary>
internal static class PackagesLockEditor
{
    private const string Prefix = "packages.";
    private const string Suffix = "lock.json";

    /// <summary>Whether a file is one: <c>packages.lock.json</c>, or <c>packages.Project.lock.json</c> where several projects share a folder.</summary>
    public static bool Is(RelativePath file) =>
        file.FileName.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && file.FileName.EndsWith("." + Suffix, StringComparison.OrdinalIgnoreCase) && file.FileName.Length >= Prefix.Length + Suffix.Length;

    /// <exception cref="ReleaseKit.Core.Diagnostics.ReleaseException"><c>RK-MANIFEST-SYNTAX</c>.</exception>
    public static ImmutableArray<TextEdit> Edit(SourceText file, IReadOnlyList<ManifestChange> changes)
    {
        var wanted = changes.OfType<LockChange>().DistinctBy(c => c.Package).ToDictionary(c => c.Package.Name, StringComparer.OrdinalIgnoreCase);
        var edits = ImmutableArray.CreateBuilder<TextEdit>();
        foreach (var member in Ranges(JsonDocumentSyntax.Parse(file, JsonSyntaxOptions.Lenient).Root))
        {
            if (member.Value is JsonStringSyntax range && wanted.TryGetValue(member.Name, out var change) && range.Value == AtLeast(change.From) && change.From != change.To)
            {
                edits.Add(JsonEditing.Replace(range, AtLeast(change.To)));
            }
        }

        return edits.ToImmutable();
    }

    /// <summary>What projects need, in every target framework.</summary>
    private static IEnumerable<JsonMemberSyntax> Ranges(JsonValueSyntax root) =>
        from framework in root.FindObject("dependencies")?.Members ?? []
        from entry in (framework.Value as JsonObjectSyntax)?.Members ?? []
        where entry.Value.FindString("type")?.Value == "Project"
        from member in entry.Value.FindObject("dependencies")?.Members ?? []
        select member;

    /// <summary>A version or any later one, as NuGet writes it: without build metadata.</summary>
    internal static string AtLeast(string version) => $"[{(NuGetVersionScheme.TryParse(version) is { } parsed ? parsed.ToNormalizedString() : version)}, )";
}
