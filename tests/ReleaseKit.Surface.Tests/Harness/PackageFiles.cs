using System.Text.Json;
using ReleaseKit.Testing;

namespace ReleaseKit.Surface.Tests.Harness;

/// <summary>Small packages for a workspace.</summary>
internal static class PackageFiles
{
    /// <summary>Writes the root manifest of an npm workspace over <c>js/</c>.</summary>
    public static void AddNpmRoot(this ReleaseWorkspace workspace) =>
        workspace.Write("package.json", """{ "name": "root", "private": true, "workspaces": ["js/*"] }""" + "\n");

    /// <summary>Writes an npm package with runtime dependencies.</summary>
    public static void AddNpm(this ReleaseWorkspace workspace, string directory, string name, string version, params (string Name, string Range)[] dependencies) =>
        workspace.Write($"{directory}/package.json", JsonSerializer.Serialize(new { name, version, dependencies = dependencies.ToDictionary(d => d.Name, d => d.Range) }) + "\n");

    /// <summary>Writes a Python package with runtime dependencies.</summary>
    public static void AddPython(this ReleaseWorkspace workspace, string directory, string name, string version, params string[] dependencies) =>
        workspace.Write($"{directory}/pyproject.toml", $"""
            [project]
            name = "{name}"
            version = "{version}"
            dependencies = [{string.Join(", ", dependencies.Select(d => $"\"{d}\""))}]

            [build-system]
            requires = ["hatchling"]
            build-backend = "hatchling.build"

            """);
}
