using System.Text.Json;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.DotNet.Evaluation;

namespace ReleaseKit.Engine.Ecosystems.DotNet.Inspection;

/// <summary>A <c>packages.lock.json</c>, which lists what a project references.</summary>
internal static class PackagesLock
{
    public const string FileName = "packages.lock.json";

    /// <summary>A reference that the lock file lacks; null when all are there, or it cannot be read.</summary>
    public static Diagnostic? Compare(InspectionRequest request, Package package, EvaluatedProject project)
    {
        var file = package.Directory.Combine(FileName);
        if (Read(request, file) is not { } locked)
        {
            return null;
        }

        // Some references are the SDK's own; a lock file has more than the project says, never less.
        var missing = project.PackageReferences.FirstOrDefault(r => r.Doubt is null && r.Type == "PackageReference" && r.Location is not null && !locked.Contains(r.Include.Trim()));
        return missing is null ? null : ManifestCheckCodes.LockStale.At(
            missing.Location,
            $"{file} does not know {DisplayText.Line(missing.Include)}. Run dotnet restore --force-evaluate in {package.Directory} and commit the result.");
    }

    private static HashSet<string>? Read(InspectionRequest request, RelativePath file)
    {
        try
        {
            using var document = JsonDocument.Parse(request.Files.Read(file), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return document.RootElement.GetProperty("dependencies").EnumerateObject()
                .SelectMany(framework => framework.Value.EnumerateObject()).Select(entry => entry.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        }
        catch (Exception e) when (e is JsonException or ReleaseException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }
}
