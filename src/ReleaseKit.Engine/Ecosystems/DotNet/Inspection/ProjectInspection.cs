using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.DotNet.Evaluation;

namespace ReleaseKit.Engine.Ecosystems.DotNet.Inspection;

/// <summary>What one project says about its package beside id and version.</summary>
internal sealed class ProjectInspection(InspectionRequest request, Package package, EvaluatedProject project)
{
    /// <summary>What the SDK writes when nobody describes the package.</summary>
    private const string NoDescription = "Package Description";

    /// <summary>nuget.org's limit.</summary>
    private const int LongestDescription = 4000;

    public InspectedPackage Run() => new()
    {
        Package = package,
        NamesLicence = IsSet("PackageLicenseExpression") || IsSet("PackageLicenseFile") || IsSet("PackageLicenseUrl"),

        // The SDK itself fills in the repository's address.
        Lacks =
        [
            .. IsSet("Description") || IsSet("PackageDescription") ? Array.Empty<string>() : ["description"],
            .. IsSet("PackageReadmeFile") ? Array.Empty<string>() : ["readme (PackageReadmeFile)"],
        ],
        Metadata = [.. Values()],
        Dependencies = [.. project.PackageReferences.Where(r => r.Doubt is null && r.Include.Trim().Equals(package.Name, StringComparison.OrdinalIgnoreCase)).Select(r =>
            ManifestCheckCodes.DoubtfulDependency.At(r.Location ?? Place, $"{package.Name} references itself. Remove the reference."))],
    };

    private SourceLocation Place => new(package.Manifest.Value);

    /// <summary>Whether a property has a value, or may have one.</summary>
    private bool IsSet(string name) => project[name] is var property && (property.Doubt is not null || (property.Value.Trim().Length > 0 && property.Value.Trim() != NoDescription));

    private string Known(string name) => project[name] is { Doubt: null } property ? property.Value.Trim() : "";

    private IEnumerable<Diagnostic> Values()
    {
        if (Known("PackageLicenseExpression").Length > 0 && Known("PackageLicenseFile").Length > 0)
        {
            yield return ManifestCheckCodes.Refused.At(project["PackageLicenseFile"].Location ?? Place, $"{package.Name} has both PackageLicenseExpression and PackageLicenseFile, and 'dotnet pack' takes one of them (NU5033). Remove one.");
        }
        else if (Known("PackageLicenseUrl").Length > 0 && !IsSet("PackageLicenseExpression") && !IsSet("PackageLicenseFile"))
        {
            yield return ManifestCheckCodes.Poor.At(project["PackageLicenseUrl"].Location ?? Place, $"{package.Name} names its licence with PackageLicenseUrl, which registries no longer show (NU5125). Use PackageLicenseExpression or PackageLicenseFile.");
        }

        foreach (var (name, code) in new[] { ("PackageReadmeFile", "NU5039"), ("PackageLicenseFile", "NU5030"), ("PackageIcon", "NU5046") })
        {
            var file = Known(name).Replace('\\', '/');
            if (file.Length > 0 && !Exists(file[(file.LastIndexOf('/') + 1)..]))
            {
                yield return ManifestCheckCodes.Poor.At(project[name].Location ?? Place, $"{name} of {package.Name} is '{DisplayText.Line(file)}', and no file of the workspace has that name; 'dotnet pack' fails unless the build makes it ({code}). Add it, and a None item with Pack=\"true\".");
            }
        }

        var description = Known("PackageDescription") is { Length: > 0 } own ? own : Known("Description");
        if (description.Length > LongestDescription && request.Endpoint(package.Id).Registry.Host.EndsWith("nuget.org", StringComparison.OrdinalIgnoreCase))
        {
            yield return ManifestCheckCodes.Refused.At(project["Description"].Location ?? Place, $"The description of {package.Name} has {description.Length} characters, and nuget.org takes {LongestDescription}. Shorten it; the readme is the place for more.");
        }
    }

    private bool Exists(string fileName) =>
        request.Files.FileExists(package.Directory.Combine(fileName)) || request.Listing.Any(f => f.FileName.Equals(fileName, StringComparison.OrdinalIgnoreCase));
}
