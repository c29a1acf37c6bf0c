namespace ReleaseKit.Testing;

/// <summary>A pair of packages, one of which depends on the other, of an ecosystem that <see cref="KillRig"/> kills beside its own.</summary>
public static class KillPackages
{
    /// <summary>The ecosystems, each by the name of its client.</summary>
    public static IReadOnlyList<string> Ecosystems { get; } = ["cargo", "go", "dart"];

    /// <summary>Whether the machine has an ecosystem's client.</summary>
    public static bool IsHere(string ecosystem) => Tool.Find(ecosystem) is not null;

    /// <summary>Writes the pair, and gives the tags of its releases so far.</summary>
    public static string[] Add(ReleaseWorkspace workspace, string ecosystem)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        return ecosystem switch
        {
            "cargo" => Crates(workspace),
            "go" => Modules(workspace),
            _ => Packages(workspace),
        };
    }

    /// <summary>Commits a feature of the lower of the two.</summary>
    public static void Change(ReleaseWorkspace workspace, string ecosystem)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var (path, text) = ecosystem switch
        {
            "cargo" => ("rust/base/src/lib.rs", "pub const MORE: u32 = 1;\n"),
            "go" => ("go/base/base.go", "\n// More is more.\nconst More = 1\n"),
            _ => ("dart/kill_base/lib/more.dart", "const more = 1;\n"),
        };
        workspace.Change(path, text, $"feat({ecosystem}): more");
    }

    private static string[] Crates(ReleaseWorkspace workspace)
    {
        workspace.Write("rust/Cargo.toml", "[workspace]\nmembers = [\"base\", \"top\"]\nresolver = \"2\"\n");
        workspace.Write("rust/Cargo.lock", "version = 4\n\n[[package]]\nname = \"kill-base\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"kill-top\"\nversion = \"1.0.0\"\ndependencies = [\n \"kill-base\",\n]\n");
        Crate("base", "pub const VALUE: u32 = 1;\n", "");
        Crate("top", "pub const TWICE: u32 = 2 * kill_base::VALUE;\n", "\n[dependencies]\nkill-base = { path = \"../base\" }\n");
        return ["kill-base-v1.0.0", "kill-top-v1.0.0"];

        void Crate(string name, string code, string dependencies)
        {
            workspace.Write($"rust/{name}/Cargo.toml", $"[package]\nname = \"kill-{name}\"\nversion = \"1.0.0\"\nedition = \"2021\"\nlicense = \"MIT\"\ndescription = \"Killed.\"\n{dependencies}");
            workspace.Write($"rust/{name}/src/lib.rs", code);
        }
    }

    private static string[] Modules(ReleaseWorkspace workspace)
    {
        workspace.Write("go/go.work", "go 1.21\n\nuse (\n\t./base\n\t./top\n)\n");
        workspace.Write("go/base/go.mod", "module example.com/kill/go/base\n\ngo 1.21\n");
        workspace.Write("go/base/base.go", "// Package base gives a number.\npackage base\n\n// Value is the number.\nconst Value = 1\n");
        workspace.Write("go/top/go.mod", "module example.com/kill/go/top\n\ngo 1.21\n\nrequire example.com/kill/go/base v1.0.0\n");
        workspace.Write("go/top/top.go", "// Package top doubles it.\npackage top\n\nimport \"example.com/kill/go/base\"\n\n// Twice is twice the number.\nconst Twice = 2 * base.Value\n");
        return ["go/base/v1.0.0", "go/top/v1.0.0"];
    }

    private static string[] Packages(ReleaseWorkspace workspace)
    {
        Package("kill_base", "const value = 1;\n", "");
        Package("kill_top", "import 'package:kill_base/kill_base.dart';\n\nconst twice = 2 * value;\n", "dependencies:\n  kill_base:\n    path: ../kill_base\n");
        return ["kill_base-v1.0.0", "kill_top-v1.0.0"];

        void Package(string name, string code, string dependencies)
        {
            workspace.Write($"dart/{name}/pubspec.yaml", $"name: {name}\ndescription: Killed.\nversion: 1.0.0\nenvironment:\n  sdk: ^3.0.0\n{dependencies}");
            workspace.Write($"dart/{name}/LICENSE", "MIT\n");
            workspace.Write($"dart/{name}/lib/{name}.dart", code);
        }
    }
}
