using System.Text.Json;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.DotNet;

namespace ReleaseKit.Engine.Tests.Contracts.NuGet;

/// <summary>Projects, one of which takes the other from a feed, with dotnet.</summary>
public sealed class NuGetFixture : EcosystemFixture
{
    /// <inheritdoc/>
    public override string Id => DotNetEcosystem.Id;

    /// <inheritdoc/>
    public override string BaseManifest => "base/contract-base.csproj";

    /// <inheritdoc/>
    public override string TopManifest => "top/contract-top.csproj";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Edges { get; } = ["contract-top -> contract-base Runtime Registry '1.0.0'"];

    /// <inheritdoc/>
    public override (string Text, int Line) Broken => ("<Project Sdk=\"Microsoft.NET.Sdk\">\n  <PropertyGroup>\n    <Version>1.0.0</PropertyGroup>\n</Project>\n", 3);

    /// <summary>A blank is no harm: assemblies may have one, and are then not packed.</summary>
    public override IReadOnlyList<string> HostileNames { get; } = ["--force", "../../evil", "x;reboot", "&lt;b&gt;", "%24(reboot)", "a&#10;b"];

    /// <inheritdoc/>
    public override IReadOnlyList<(string File, string Text, int Line)> Malformed =>
    [
        (BaseManifest, Broken.Text, Broken.Line),
        (BaseManifest, "<Project\n  Sdk=Microsoft.NET.Sdk />\n", 2),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Openings { get; } = ["<a>", "<PropertyGroup>", "<!--", "<![CDATA["];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tools { get; } = ["dotnet"];

    /// <summary>Without network: what the feed lacks is looked for in the feed.</summary>
    public override IReadOnlyDictionary<string, string> SettingsFor(Uri index)
    {
        ArgumentNullException.ThrowIfNull(index);
        return new Dictionary<string, string> { ["ExtraIndexUrl"] = index.AbsoluteUri };
    }

    /// <inheritdoc/>
    public override EcosystemAdapter Create(EcosystemServices services) => DotNetEcosystem.Create(services);

    /// <inheritdoc/>
    public override string? Comment(string text) => $"<!-- {text} -->";

    /// <inheritdoc/>
    public override void Alter(ContractTree tree) => tree.Write("base/Base.cs", "namespace Contract;\n\npublic static class Base\n{\n    public const int Value = 3;\n}\n");

    /// <inheritdoc/>
    public override void BreakBuild(ContractTree tree) => tree.Write("base/Base.cs", "namespace Contract;\n\npublic static class Base { this is wrong }\n");

    /// <summary>What is not there is looked for in the registry of the tests, and nowhere else.</summary>
    public override void Prepare(ContractTree tree, Uri registry) => tree.Write("nuget.config", $"""
        <configuration>
          <packageSources>
            <clear />
            <add key="contract" value="{new Uri(registry, "nuget/v3/index.json")}" allowInsecureConnections="true" />
          </packageSources>
        </configuration>
        """);

    /// <inheritdoc/>
    public override IReadOnlyList<ClientView> AskClient(ContractTree tree, ClientCall client) =>
    [
        .. new[] { BaseManifest, TopManifest }.Select(project =>
        {
            using var said = JsonDocument.Parse(client("", "dotnet", "msbuild", project, "-getProperty:PackageId", "-getProperty:PackageVersion", "-getItem:PackageReference"));
            var properties = said.RootElement.GetProperty("Properties");
            return new ClientView(
                properties.GetProperty("PackageId").GetString()!, properties.GetProperty("PackageVersion").GetString(),
                said.RootElement.GetProperty("Items").GetProperty("PackageReference").EnumerateArray()
                    .Where(item => item.GetProperty("Identity").GetString() == Base).Select(item => item.GetProperty("Version").GetString()).FirstOrDefault());
        }),
    ];

    /// <inheritdoc/>
    public override void Isolate(IDictionary<string, string> variables, string home)
    {
        variables["DOTNET_NOLOGO"] = "1";
        foreach (var name in new[] { "NUGET_API_KEY", "NUGET_TOKEN", "NUGET_PACKAGES" })
        {
            variables.Remove(name);
        }
    }
}
