using Microsoft.Build.Framework;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Scheduling;

namespace ReleaseKit.Tasks.Hosting;

/// <summary>What all generated projects of one run have in common.</summary>
/// <param name="WorkspaceRoot">Absolute, with a trailing separator.</param>
/// <param name="SourceRoot">Where packages are pinned and built; absolute, with a trailing separator.</param>
/// <param name="OutputPath">Absolute, with a trailing separator.</param>
/// <param name="PackageTargets">Absolute path of <c>Package.targets</c>.</param>
/// <param name="UserTargets">Absolute path of the user's targets; may not exist.</param>
/// <param name="TasksAssembly">Absolute path of the tasks.</param>
/// <param name="Properties">Properties of <c>release.proj</c> that the stages read, by name.</param>
/// <param name="Budgets">How fast a registry takes the files of an ecosystem.</param>
/// <param name="PackedArtifacts">What is published instead of being built, by package; empty when packages are built.</param>
/// <param name="Extensions">The items without which there is no adapter for a package.</param>
/// <param name="Waits">Which packages wait for which.</param>
/// <param name="SmokeTest">Whether to install and load.</param>
/// <param name="Commit">Full object name of the commit that is released.</param>
/// <param name="SourceDateEpoch">Its date in seconds since 1970.</param>
public sealed record PackageProjectSettings(
    string WorkspaceRoot, string SourceRoot, string OutputPath, string PackageTargets, string UserTargets, string TasksAssembly,
    IReadOnlyList<KeyValuePair<string, string>> Properties, Func<string, Uri, RegistryBudget> Budgets,
    ILookup<PackageId, ITaskItem> PackedArtifacts, Func<Package, IEnumerable<ITaskItem>> Extensions, PublicationWaits Waits, bool SmokeTest, string Commit, long SourceDateEpoch);
