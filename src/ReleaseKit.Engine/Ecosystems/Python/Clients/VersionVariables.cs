using System.Text.RegularExpressions;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Python.Projects;
using ReleaseKit.Engine.Ecosystems.Python.Setup;

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
        var isSetup = Path.GetFileName(package.Manifest) != PyProject.FileName;
        var source = SourceText.Decode(package.Manifest, File.ReadAllBytes(package.Manifest));
        var manifest = PyProject.Parse(RelativePath.Parse(PyProject.FileName), isSetup ? new SourceText(package.Manifest, "") : source);
        var name = (isSetup ? NameIn(source) : manifest.StringOf(manifest.Project, "name")?.Value) ?? package.Id.Name;
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

    private static string? NameIn(SourceText source)
    {
        var file = RelativePath.Parse(Path.GetFileName(source.Path));
        var setup = file.FileName == SetupConfig.FileName ? SetupConfig.Read(file, source) : SetupScript.Read(file, source);
        return setup?.Values.TryGetValue("name", out var name) == true ? name.Value : null;
    }

    [GeneratedRegex("[-_.]+", RegexOptions.CultureInvariant)]
    private static partial Regex Separators();
}
