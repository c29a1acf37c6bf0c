using System.Collections.Immutable;
using System.Text;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Pipelines.GitHub;

/// <summary>
/// Workflows for GitHub Actions and its relatives. What comes from outside, such as the input of a form, reaches commands as an
/// environment variable only, which MSBuild takes as a property: it is never part of a script.
/// </summary>
public sealed class ActionsPipeline(ActionsDialect dialect) : IPipelineTemplate
{
    private const string Publish = "dotnet msbuild release.proj -t:Publish -mt -m:16";

    /// <inheritdoc/>
    public string Name => dialect.Name;

    /// <inheritdoc/>
    public ImmutableArray<PipelineFile> Write(PipelineFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var steps = new ActionsSteps(dialect, facts);
        return
        [
            File("release-rehearse", Rehearse(steps)),
            File("release-rollback", Rollback(facts, steps)),
            File("release", Release(facts, steps)),
            .. dialect.HasDispatches ? [] : (PipelineFile[])[File("releasekit", Receive(steps))],
        ];
    }

    /// <inheritdoc/>
    public ImmutableArray<string> Manual(PipelineFacts facts)
    {
        var secrets = RegistrySecret.Of(facts).Select(s => s.Name).ToArray();
        string[] sentences =
        [
            .. secrets.Length > 0 ? new[] { $"Secrets of the repository: {string.Join(", ", secrets)}{(dialect.HasOpenId ? "; none for a registry that trusts this workflow (trusted publishing)" : "")}." } : [],
            .. dialect.HasApps
                ? [
                    "Settings, Actions, General: allow GitHub Actions to create pull requests; or set up a GitHub App (variable RELEASE_APP_CLIENT_ID, secret RELEASE_APP_PRIVATE_KEY), whose pull requests start their checks.",
                  ]
                : new[] { "Settings, Units, Actions: enable Actions. The job's own token starts no checks of the pull requests it opens." },
        ];
        return [.. sentences];
    }

    private PipelineFile File(string name, string text) => new(RelativePath.Parse($"{dialect.Folder}/{name}.yml"), text);

    private string Head(string name, string what) => $"""
        # {what}
        # Written by dotnet msbuild release.proj -t:Init -p:ReleaseCi={dialect.Name}, and yours from then on.
        name: {name}


        """;

    private string Release(PipelineFacts facts, ActionsSteps steps) => Head("Release", "Tags what was merged, publishes it, and keeps the release pull request up to date.") + $$$"""
        on:
          push:
            branches: [{{{string.Join(", ", facts.Branches.Select(PipelineBranches.Quoted))}}}]
        {{{(dialect.HasDispatches ? "  # What another repository released; the payload stays in the file of the event.\n  repository_dispatch:\n    types: [releasekit]\n" : "")}}}  workflow_dispatch:
            inputs:
              tag:
                description: A tag of a release that shall be published again; empty for what a push does
                required: false
                type: string

        permissions: {}

        # In the order of pushes, one at a time; what has begun is never cancelled.
        concurrency:
          group: release-${{ github.ref }}
          cancel-in-progress: false

        jobs:
          tag:
            if: ${{ !inputs.tag }}
            runs-on: {{{dialect.Runner}}}
            timeout-minutes: 30
            permissions:
              contents: write # tags and releases
              pull-requests: write # the label of the merged pull request
            outputs:
              tag: ${{ steps.tag.outputs.tag }}
            steps:

        """ + steps.Checkout("", pushes: true) + steps.Tools(builds: false) + ActionsSteps.Step(
            "name: Tag what was merged", "id: tag", "run: dotnet msbuild release.proj -t:Tag", "env:", $"  {dialect.TokenVariable}: {steps.Token}") + $$$"""

          prepare:
            needs: tag
            runs-on: {{{dialect.Runner}}}
            timeout-minutes: 60
            permissions:
              contents: write # the release branch
              pull-requests: write
              statuses: write # what is prepared, beside its commit
            steps:

        """ + steps.Checkout("", pushes: true) + steps.Tools(builds: true) + ActionsSteps.Step(
            "name: Open or update the release pull request", "run: dotnet msbuild release.proj -t:Prepare", "env:", $"  {dialect.TokenVariable}: {steps.Token}") + $$$"""

          publish:
            needs: tag
            if: ${{ !cancelled() && !failure() && (inputs.tag || needs.tag.outputs.tag) }}
            runs-on: {{{dialect.Runner}}}
            timeout-minutes: 350
            permissions:
              contents: write # the ledger and releases
              pull-requests: write # the label of the merged pull request
        {{{(dialect.HasOpenId && RegistrySecret.IsTrusted(facts) ? "      id-token: write # trusted publishing and provenance\n" : "")}}}    steps:

        """ + steps.Checkout("refs/tags/${{ inputs.tag || needs.tag.outputs.tag }}", pushes: true) + steps.Tools(builds: true) + ActionsSteps.Step(
            "name: Publish", $"run: {Publish}", "env:", "  ReleaseTag: ${{ inputs.tag || needs.tag.outputs.tag }}", $"  {dialect.TokenVariable}: {steps.Token}") + Secrets(facts);

    /// <summary>Other repositories start this by the name of its file. The payload stays in the file of the event.</summary>
    private string Receive(ActionsSteps steps) => Head("Follow a release of another repository", "Takes over what another repository released, which starts this.") + $$$"""
        on:
          workflow_dispatch:
            inputs:
              payload:
                description: What was released, as JSON
                required: true
                type: string

        permissions: {}

        concurrency:
          group: release-${{ github.ref }}
          cancel-in-progress: false

        jobs:
          prepare:
            runs-on: {{{dialect.Runner}}}
            timeout-minutes: 60
            permissions:
              contents: write # the release branch
              pull-requests: write
            steps:

        """ + steps.Checkout("", pushes: true) + steps.Tools(builds: true) + ActionsSteps.Step(
            "name: Open or update the release pull request", "run: dotnet msbuild release.proj -t:Prepare", "env:", $"  {dialect.TokenVariable}: {steps.Token}");

    private string Rollback(PipelineFacts facts, ActionsSteps steps) => Head("Roll back a release", "Takes a release back, as far as its registries allow; by hand only.") + $$$"""
        on:
          workflow_dispatch:
            inputs:
              tag:
                description: A tag of the release
                required: true
                type: string
              reason:
                description: What users are told
                required: false
                type: string
              dry-run:
                description: Only show what would be done
                required: true
                type: boolean
                default: true

        permissions: {}

        concurrency:
          group: release-${{ github.ref }}
          cancel-in-progress: false

        jobs:
          rollback:
            runs-on: {{{dialect.Runner}}}
            timeout-minutes: 60
            permissions:
              contents: write # tags and releases
            steps:

        """ + steps.Checkout("", pushes: true) + steps.Tools(builds: false) + ActionsSteps.Step(
            "name: Roll back", "run: dotnet msbuild release.proj -t:Rollback", "env:", "  ReleaseTag: ${{ inputs.tag }}", "  ReleaseReason: ${{ inputs.reason }}",
            "  ReleaseDryRun: ${{ inputs.dry-run }}", "  ReleaseYes: true", $"  {dialect.TokenVariable}: {steps.Token}") + Secrets(facts);

    private string Rehearse(ActionsSteps steps) => Head("Rehearse the release", "Releases what a pull request would release, in a clone and to registries on loopback. Without secrets, so that forks may do it.") + $$$"""
        on:
          pull_request:

        permissions: {}

        concurrency:
          group: rehearse-${{ github.ref }}
          cancel-in-progress: true

        jobs:
          rehearse:
            # The release pull request has no changes of its own.
            if: ${{ !startsWith(github.head_ref, 'releasekit/') }}
            runs-on: {{{dialect.Runner}}}
            timeout-minutes: 120
            permissions:
              contents: read
            steps:

        """ + steps.Checkout("", pushes: false) + steps.Tools(builds: true) + ActionsSteps.Step(
            "name: Plan", "run: dotnet msbuild release.proj -t:Plan") + ActionsSteps.Step(
            "name: Rehearse", "run: dotnet msbuild release.proj -t:Rehearse -mt -m:16");

    private static string Secrets(PipelineFacts facts)
    {
        var text = new StringBuilder();
        foreach (var secret in RegistrySecret.Of(facts))
        {
            text.Append($$$"""
                          {{{secret.Variable}}}: ${{ secrets.{{{secret.Name}}} }}

                """);
        }

        return text.ToString();
    }
}
