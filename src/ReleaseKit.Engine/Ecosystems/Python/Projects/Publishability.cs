using ReleaseKit.Core.Toml;

namespace ReleaseKit.Engine.Ecosystems.Python.Projects;

/// <summary>Whether a project says of itself that it is not to be uploaded.</summary>
internal static class Publishability
{
    /// <summary>Why it is not to be uploaded, for people; null when it may be.</summary>
    public static string? ReasonAgainst(PyProject manifest, VersionDeclaration version, bool isUvMember)
    {
        // PyPI itself refuses every upload with such a classifier.
        var privately = manifest.StringsOf(manifest.Project ?? manifest.Poetry, "classifiers")
            .FirstOrDefault(c => c.Value.StartsWith("Private ::", StringComparison.OrdinalIgnoreCase));
        if (privately is not null)
        {
            return $"it has the classifier '{privately.Value}'";
        }

        // uv's is_package: tool.uv.package decides; otherwise a [build-system] makes a package. Without uv, pip falls back to setuptools.
        var package = manifest.BooleanOf(manifest.Uv, "package");
        if (package == false)
        {
            return "it is a virtual project: [tool.uv] package = false";
        }

        if (package is null && isUvMember && manifest.Root["build-system"] is null)
        {
            return "it is a virtual project: without a [build-system] uv does not build a workspace member";
        }

        if (manifest.BooleanOf(manifest.Poetry, "package-mode") == false)
        {
            return "it is no package: [tool.poetry] package-mode = false";
        }

        return Lilith(manifest) is { } lilith && manifest.BooleanOf(lilith, "publish") == false
            ? "[tool.lilith] says publish = false"
            : version.Unsupported;
    }

    /// <summary>The registry that <c>[tool.lilith]</c> asks for, when it gives an address; its other values are names that mean the default.</summary>
    public static string? RegistryOf(PyProject manifest)
    {
        var registry = manifest.StringOf(Lilith(manifest), "registry")?.Value;
        return Uri.TryCreate(registry, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0 ? registry : null;
    }

    private static TomlTable? Lilith(PyProject manifest) => manifest.TableOf(manifest.Tool, "lilith");
}
