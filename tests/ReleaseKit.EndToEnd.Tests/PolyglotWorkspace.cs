using ReleaseKit.Testing;

namespace ReleaseKit.EndToEnd.Tests;

/// <summary>Seven packages in three ecosystems: a chain of Python, a diamond of JavaScript, a pair of .NET.</summary>
internal static class PolyglotWorkspace
{
    /// <summary>Tags of the releases before the history begins.</summary>
    public static readonly string[] Tags =
    [
        "py-base-v1.0.0", "py-top-v1.0.0",
        "@e2e/base-v1.0.0", "@e2e/left-v1.0.0", "@e2e/right-v1.0.0", "@e2e/top-v1.0.0", "@e2e/alone-v1.0.0",
        "E2E.Base-v1.0.0", "E2E.Top-v1.0.0",
    ];

    public static void AddPython(ReleaseWorkspace workspace)
    {
        workspace.Write("py/pyproject.toml", "[tool.uv.workspace]\nmembers = [\"packages/*\"]\n\n[tool.uv.sources]\npy-base = { workspace = true }\n");
        Python(workspace, "py-base", "");
        Python(workspace, "py-top", "\"py-base\" # from the workspace");
    }

    public static void AddJavaScript(ReleaseWorkspace workspace)
    {
        workspace.Write("js/package.json", "{ \"name\": \"e2e-root\", \"private\": true, \"workspaces\": [\"packages/*\"] }\n");
        workspace.Write("js/pnpm-workspace.yaml", "packages:\n  - packages/*\n");
        JavaScript(workspace, "base", "");
        JavaScript(workspace, "left", "\"@e2e/base\": \"workspace:^\"");
        JavaScript(workspace, "right", "\"@e2e/base\": \"workspace:~\"");
        JavaScript(workspace, "top", "\"@e2e/left\": \"workspace:*\", \"@e2e/right\": \"workspace:*\"");
        JavaScript(workspace, "alone", "");
    }

    public static void AddDotNet(ReleaseWorkspace workspace)
    {
        workspace.Write("dotnet/Directory.Build.props", "<Project><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>\n");
        DotNet(workspace, "E2E.Base", "");
        DotNet(workspace, "E2E.Top", "<ProjectReference Include=\"../E2E.Base/E2E.Base.csproj\" />");
    }

    /// <summary>A pair of crates with a lock file; the upper one has no version for the lower one until it is pinned.</summary>
    public static void AddRust(ReleaseWorkspace workspace)
    {
        workspace.Write("rust/Cargo.toml", "[workspace]\nmembers = [\"crates/*\"]\nresolver = \"2\"\n\n[workspace.package]\nlicense = \"MIT\"\nedition = \"2021\"\n");
        workspace.Write("rust/Cargo.lock", "version = 4\n\n[[package]]\nname = \"rs-base\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"rs-tests\"\nversion = \"0.0.0\"\n\n[[package]]\nname = \"rs-top\"\nversion = \"1.0.0\"\ndependencies = [\n \"rs-base\",\n]\n");
        Rust(workspace, "rs-base", "version = \"1.0.0\" # kept", "");
        Rust(workspace, "rs-top", "version = \"1.0.0\"", "[dependencies]\nrs-base = { path = \"../rs-base\" }\n");
        Rust(workspace, "rs-tests", "publish = false", "");
        workspace.Write("rust/crates/rs-base/src/lib.rs", "pub const VALUE: u32 = 21;\n");
        workspace.Write("rust/crates/rs-top/src/lib.rs", "pub const TWICE: u32 = 2 * rs_base::VALUE;\n");
    }

    /// <summary>The arguments that every release in these tests needs: the rehearsal registry and no isolated Python builds.</summary>
    public static string[] Arguments() =>
    [
        "-p:ReleaseRegistry=rehearsal", "-mt", "-m:8",
        "-p:ReleasePythonBuildIsolation=false", "-p:ReleasePythonExecutable=" + Tool.RequirePython("build", "twine", "hatchling"),
    ];

    private static void Python(ReleaseWorkspace workspace, string name, string dependencies)
    {
        var module = name.Replace('-', '_');
        workspace.Write($"py/packages/{name}/pyproject.toml", $"""
            [build-system]
            requires = ["hatchling"]
            build-backend = "hatchling.build"

            [project]
            name = "{name}"
            version = "1.0.0"
            description = "End to end."
            readme = "README.md"
            dependencies = [
                {dependencies}
            ]

            [tool.hatch.build.targets.wheel]
            packages = ["src/{module}"]

            """);
        workspace.Write($"py/packages/{name}/README.md", $"# {name}\n");
        workspace.Write($"py/packages/{name}/src/{module}/__init__.py", dependencies.Length == 0 ? "VALUE = 1\n" : "from py_base import VALUE\n");
    }

    private static void JavaScript(ReleaseWorkspace workspace, string name, string dependencies)
    {
        workspace.Write($"js/packages/{name}/package.json", $$"""
            {
              "name": "@e2e/{{name}}",
              "version": "1.0.0",
              "type": "module",
              "exports": "./index.js",
              "files": ["index.js"],
              "dependencies": { {{dependencies}} }
            }

            """);
        var imports = string.Concat(dependencies.Split('"').Where(d => d.StartsWith("@e2e/", StringComparison.Ordinal)).Select(d => $"import \"{d}\";\n"));
        workspace.Write($"js/packages/{name}/index.js", imports + $"export const name = \"{name}\";\n");
    }

    private static void Rust(ReleaseWorkspace workspace, string name, string facts, string dependencies)
    {
        workspace.Write($"rust/crates/{name}/Cargo.toml", $"[package]\nname = \"{name}\"\n{facts}\nedition.workspace = true\nlicense.workspace = true\ndescription = \"End to end.\"\n\n{dependencies}");
        workspace.Write($"rust/crates/{name}/src/lib.rs", "");
    }

    private static void DotNet(ReleaseWorkspace workspace, string name, string reference)
    {
        workspace.Write($"dotnet/{name}/{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <Version>1.0.0</Version> <!-- kept -->
              </PropertyGroup>
              <ItemGroup>
                {reference}
              </ItemGroup>
            </Project>

            """);
        workspace.Write($"dotnet/{name}/Class.cs", $"namespace {name};\n\npublic sealed class Class;\n");
    }
}
