using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Cargo;
using ReleaseKit.Engine.Ecosystems.Custom;
using ReleaseKit.Engine.Ecosystems.Dart;
using ReleaseKit.Engine.Ecosystems.DotNet;
using ReleaseKit.Engine.Ecosystems.Go;
using ReleaseKit.Engine.Ecosystems.Gradle;
using ReleaseKit.Engine.Ecosystems.Maven;
using ReleaseKit.Engine.Ecosystems.Npm;
using ReleaseKit.Engine.Ecosystems.Python;

namespace ReleaseKit.Engine.Composition;

/// <summary>The one place that names the adapters of this build, in order of precedence.</summary>
public static class StandardEcosystems
{
    /// <summary>Every adapter, built on the given seams: what a project adds goes before what the SDK has.</summary>
    /// <exception cref="ReleaseException"><c>RK-CUSTOM-…</c>: an item is no package.</exception>
    public static EcosystemCatalog Create(EcosystemServices services, ReleaseExtensions? extensions = null)
    {
        extensions ??= ReleaseExtensions.None;
        var custom = new CustomPackages(extensions.Packages);
        ImmutableArray<EcosystemAdapter> all =
        [
            CustomEcosystem.Create(services, custom),
            .. extensions.Adapters,
            PythonEcosystem.Create(services),
            NpmEcosystem.Create(services),
            DotNetEcosystem.Create(services),
            GoEcosystem.Create(services),
            CargoEcosystem.Create(services),
            DartEcosystem.Create(services),
            MavenEcosystem.Create(services),
            GradleEcosystem.Create(services),
        ];
        ImmutableArray<EcosystemAdapter> first = [.. all.DistinctBy(adapter => adapter.Id)];
        return new EcosystemCatalog(first) { Warnings = [.. custom.Warnings, .. all.Except(first).Select(Replaced)] };
    }

    private static Diagnostic Replaced(EcosystemAdapter adapter) => ExtensionCodes.Replaced.Create(
        $"Several adapters have the id {adapter.Id}: the first registered is used. Items ReleaseEcosystem go in their order, before the SDK's own; those of '{CustomEcosystem.Id}' are never replaced.");
}
