using System.Text.RegularExpressions;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Python.Projects;

namespace ReleaseKit.Engine.Ecosystems.Python.Clients;

/// <summary>
/// Variables by which builds that ask the version control are told the version, because the tag is made when the package is live.
/// Each is read by one tool and by nothing else.
/// </summary>
internal static partial class VersionVariables
{
    private const string Pretended = "SETUPTOOLS_SCM_PRETEND_VERSION";

    /// <summary>The variables for a package.</summary>
    /// <param name="package">What is built; its manifest is there.</param>
    public static IEnumerable<(string Name, string Value)> Of(PackageContext package)
    {
        yield return ("UV_DYNAMIC_VERSIONING_BYPASS", package.Version);
        yield return ("POETRY_DYNAMIC_VERSIONING_BYPASS", package.Version);
        yield return ("PDM_BUILD_SCM_VERSION", package.Version);

        // setuptools-scm takes the name as written before version 8, and normalised since.
        var manifest = PyProject.Parse(RelativePath.Parse(PyProject.FileName), SourceText.Decode(package.Manifest, File.ReadAllBytes(package.Manifest)));
        var name = manifest.StringOf(manifest.Project, "name")?.Value ?? package.Id.Name;
        foreach (var key in new[] { name, Separators().Replace(name, "_") }.Distinct(StringComparer.Ordinal))
        {
            yield return ($"{Pretended}_FOR_{key.ToUpperInvariant()}", package.Version);
        }

        // hatch-vcs does not say whom it asks for, so it takes the variable that everybody takes.
        if (manifest.StringOf(manifest.TableOf(manifest.TableOf(manifest.Tool, "hatch"), "version"), "source")?.Value == "vcs")
        {
            yield return (Pretended, package.Version);
        }
    }

    [GeneratedRegex("[-_.]+", RegexOptions.CultureInvariant)]
    private static partial Regex Separators();
}
