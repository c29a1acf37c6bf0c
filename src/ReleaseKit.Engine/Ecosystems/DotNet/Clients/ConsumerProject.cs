using System.Text.Json;
using System.Xml.Linq;

namespace ReleaseKit.Engine.Ecosystems.DotNet.Clients;

/// <summary>
/// A console project in a folder of its own that references one published package and loads its assemblies. Nothing above
/// the folder reaches into it.
/// </summary>
internal static class ConsumerProject
{
    /// <summary>The assembly's name, which no package will have.</summary>
    public const string Name = "ReleaseKit.Consumer.Of.One";

    private const string Program = """
        using System;
        using System.Reflection;

        internal static class Program
        {
            private static int Main(string[] names)
            {
                var failures = 0;
                foreach (var name in names)
                {
                    try
                    {
                        var assembly = Assembly.Load(new AssemblyName(name));
                        Console.WriteLine(assembly.GetName() + ": " + assembly.GetExportedTypes().Length + " public types");
                    }
                    catch (Exception exception)
                    {
                        Console.Error.WriteLine("error: " + name + " cannot be loaded: " + exception.GetBaseException().Message);
                        failures++;
                    }
                }

                return failures;
            }
        }
        """;

    /// <summary>Writes the project.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="framework">The target framework.</param>
    /// <param name="id">The package.</param>
    /// <param name="version">Its version, taken exactly.</param>
    /// <param name="downloadOnly">Whether the package is only fetched, because nothing can reference it here.</param>
    public static void Write(string folder, string framework, string id, string version, bool downloadOnly)
    {
        var project = new XElement(
            "Project",
            new XAttribute("Sdk", "Microsoft.NET.Sdk"),
            new XElement(
                "PropertyGroup",
                new XElement("OutputType", "Exe"),
                new XElement("AssemblyName", Name),
                new XElement("TargetFramework", framework),
                new XElement("UseAppHost", "false"),
                new XElement("ImplicitUsings", "disable"),
                new XElement("EnableNETAnalyzers", "false"),
                new XElement("NuGetAudit", "false"),
                new XElement("RestoreConfigFile", "$(MSBuildThisFileDirectory)NuGet.config")),
            new XElement(
                "ItemGroup",
                new XElement(downloadOnly ? "PackageDownload" : "PackageReference", new XAttribute("Include", id), new XAttribute("Version", $"[{version}]"))));
        project.Save(Path.Combine(folder, "Consumer.csproj"));
        File.WriteAllText(Path.Combine(folder, "Program.cs"), Program);
        foreach (var shield in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
        {
            File.WriteAllText(Path.Combine(folder, shield), "<Project />");
        }

        File.WriteAllText(Path.Combine(folder, "Directory.Build.rsp"), "");
        File.WriteAllText(Path.Combine(folder, ".editorconfig"), "root = true\n");
    }

    /// <summary>The names of the package's own assemblies that a restore chose for the project.</summary>
    public static IReadOnlyList<string> Assemblies(string folder, string id)
    {
        using var assets = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "obj", "project.assets.json")));
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var target in assets.RootElement.GetProperty("targets").EnumerateObject())
        {
            foreach (var library in target.Value.EnumerateObject().Where(library => library.Name.StartsWith(id + "/", StringComparison.OrdinalIgnoreCase)))
            {
                if (library.Value.TryGetProperty("runtime", out var runtime))
                {
                    names.UnionWith(runtime.EnumerateObject().Select(file => file.Name)
                        .Where(file => file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)).Select(file => Path.GetFileNameWithoutExtension(file)!));
                }
            }
        }

        return [.. names];
    }
}
