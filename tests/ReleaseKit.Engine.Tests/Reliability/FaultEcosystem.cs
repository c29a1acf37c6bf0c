using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Cargo;
using ReleaseKit.Engine.Ecosystems.Dart;
using ReleaseKit.Engine.Ecosystems.DotNet;
using ReleaseKit.Engine.Ecosystems.Maven;
using ReleaseKit.Engine.Ecosystems.Npm;
using ReleaseKit.Engine.Ecosystems.Python;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Reliability;

/// <summary>What the fault table needs of an ecosystem: its adapter, and artifacts that need no build.</summary>
/// <param name="Id">Its column.</param>
/// <param name="Create">The adapter.</param>
/// <param name="FileName">The artifact's file name for a package.</param>
/// <param name="Make">Writes the artifact of a package to a path, with a text inside.</param>
/// <param name="Transcripts">File names of the upload's transcripts.</param>
/// <param name="Settings">The adapter's options.</param>
internal sealed record FaultEcosystem(
    string Id, Func<EcosystemServices, EcosystemAdapter> Create, Func<string, string> FileName, Action<string, string, string> Make,
    string[] Transcripts, IReadOnlyDictionary<string, string> Settings)
{
    private static readonly DateTimeOffset Then = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static FaultEcosystem Npm()
    {
        Tool.Require("node");
        Tool.Require("npm");
        return new("npm", NpmEcosystem.Create, name => $"{name}-1.0.0.tgz", MakeTarball, ["npm-publish.log"], new Dictionary<string, string>());
    }

    public static FaultEcosystem Python() => new(
        "python", PythonEcosystem.Create, name => $"{name}-1.0.0-py3-none-any.whl", MakeWheel, ["publish.log"],
        new Dictionary<string, string> { ["Python"] = Tool.RequirePython("build", "twine") });

    public static FaultEcosystem NuGet()
    {
        Tool.Require("dotnet");
        return new("nuget", DotNetEcosystem.Create, name => $"{name}.1.0.0.nupkg", MakePackage, ["push.nupkg.log"], new Dictionary<string, string>());
    }

    public static FaultEcosystem Cargo()
    {
        Tool.Require("cargo");
        return new("cargo", CargoEcosystem.Create, name => $"{name}-1.0.0.crate", MakeCrate, ["cargo-repackage.log"], new Dictionary<string, string>());
    }

    public static FaultEcosystem Dart()
    {
        Tool.Require("dart");
        return new("dart", DartEcosystem.Create, name => $"{name}-1.0.0.tar.gz", MakeArchive, ["dart-publish.log"], new Dictionary<string, string>());
    }

    /// <summary>A version is two files, which are uploaded without Maven.</summary>
    public static FaultEcosystem Maven() => new("maven", MavenEcosystem.Create, name => $"{Last(name)}-1.0.0.jar", MakeJar, [], new Dictionary<string, string>()) { Prefix = "org.acme:" };

    /// <summary>What names of packages begin with.</summary>
    public string Prefix { get; init; } = "";

    private static string Last(string name) => name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private static void MakeJar(string path, string name, string text)
    {
        Zip(path, ("readme.txt", text));
        File.WriteAllText(Path.ChangeExtension(path, ".pom"), $"<project><groupId>org.acme</groupId><artifactId>{Last(name)}</artifactId><version>1.0.0</version></project>");
    }

    /// <summary>cargo uploads what it packs itself: the sources lie where the lane's package is.</summary>
    private static void MakeCrate(string path, string name, string text)
    {
        var folder = Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "work", name);
        Directory.CreateDirectory(Path.Combine(folder, "src"));
        File.WriteAllText(Path.Combine(folder, "src", "lib.rs"), $"// {text}\n");
        File.WriteAllText(Path.Combine(folder, "Cargo.toml"), $"[package]\nname = \"{name}\"\nversion = \"1.0.0\"\nedition = \"2021\"\ndescription = \"d\"\nlicense = \"MIT\"\n\n[workspace]\n");
        var target = Path.Combine(folder, "..", "..", "target", name);
        using var cargo = Process.Start(new ProcessStartInfo("cargo", ["package", "--quiet", "--no-verify", "--allow-dirty", "--target-dir", target]) { WorkingDirectory = folder, RedirectStandardError = true })!;
        var said = cargo.StandardError.ReadToEnd();
        cargo.WaitForExit();
        cargo.ExitCode.ShouldBe(0, said);
        File.Copy(Path.Combine(target, "package", Path.GetFileName(path)), path, overwrite: true);
    }

    private static void MakeTarball(string path, string name, string text) =>
        Tar(path, ("package/package.json", $$"""{ "name": "{{name}}", "version": "1.0.0" }"""), ("package/index.js", $"// {text}\n"));

    private static void MakeArchive(string path, string name, string text) =>
        Tar(path, ("pubspec.yaml", $"name: {name}\nversion: 1.0.0\nenvironment:\n  sdk: ^3.0.0\n"), ("LICENSE", "MIT\n"), ($"lib/{name}.dart", $"// {text}\n"));

    private static void Tar(string path, params (string Entry, string Content)[] entries)
    {
        using var file = File.Create(path);
        using var gzip = new GZipStream(file, CompressionLevel.Fastest);
        using var tar = new TarWriter(gzip, TarEntryFormat.Ustar);
        foreach (var (entry, content) in entries)
        {
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, entry) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)), ModificationTime = Then });
        }
    }

    private static void MakeWheel(string path, string name, string text) => Zip(
        path,
        ($"{name}/__init__.py", $"# {text}\n"),
        ($"{name}-1.0.0.dist-info/METADATA", $"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0.0\nSummary: One of many.\n"),
        ($"{name}-1.0.0.dist-info/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"),
        ($"{name}-1.0.0.dist-info/RECORD", ""));

    private static void MakePackage(string path, string name, string text) => Zip(
        path,
        ($"{name}.nuspec", $"<package><metadata><id>{name}</id><version>1.0.0</version><authors>a</authors><description>d</description></metadata></package>"),
        ("readme.txt", text));

    private static void Zip(string path, params (string Entry, string Text)[] entries)
    {
        File.Delete(path);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, text) in entries)
        {
            var entry = zip.CreateEntry(name);
            entry.LastWriteTime = Then;
            using var stream = entry.Open();
            stream.Write(Encoding.UTF8.GetBytes(text));
        }
    }
}
