using System.Collections.Immutable;
using System.Text;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Pipelines.Azure;

/// <summary>A pipeline for Azure Pipelines, whose repository may be on GitHub, Bitbucket or Azure itself.</summary>
public sealed class AzurePipeline : IPipelineTemplate
{
    /// <inheritdoc/>
    public string Name => "azure";

    /// <inheritdoc/>
    public ImmutableArray<PipelineFile> Write(PipelineFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return
        [
            new(RelativePath.Parse("azure-pipelines/release-rehearse.yml"), Rehearse(facts)),
            new(RelativePath.Parse("azure-pipelines/release.yml"), Release(facts)),
        ];
    }

    /// <inheritdoc/>
    public ImmutableArray<string> Manual(PipelineFacts facts) =>
    [
        "Make a pipeline of each file, and an environment named release with an exclusive lock, which lets one run publish at a time.",
        "A variable group named release with secret variables: FORGE_TOKEN, a token of the forge that hosts the repository" + $"{string.Concat(RegistrySecret.Of(facts).Select(s => $", {s.Variable}"))}. Give only the release pipeline access to it.",
        "On Azure Repos the build service needs the permissions Contribute and Create tag, and a build validation policy runs the rehearsal; the release pull request is opened by hand there.",
        "No release of another repository starts a pipeline here: take it over with -t:Prepare -p:ReleaseUpstream=ecosystem:name@version.",
    ];

    private static string Release(PipelineFacts facts) => $$$"""
        # Tags what was merged, publishes it, and keeps the release pull request up to date.
        # Written by dotnet msbuild release.proj -t:Init -p:ReleaseCi=azure, and yours from then on.
        trigger:
          # Pushes that come while a run is under way are one run after it.
          batch: true
          branches:
            include: [{{{string.Join(", ", facts.Branches.Select(PipelineBranches.Quoted))}}}]

        pr: none

        # In the order of pushes, one at a time; what has begun is never cancelled.
        lockBehavior: sequential

        parameters:
          - name: action
            displayName: What to do
            type: string
            default: release
            values: [release, publish, rollback]
          - name: tag
            displayName: A tag of the release, to publish again or to roll back
            type: string
            default: none

        variables:
          - group: release

        stages:
          - stage: tag
            displayName: Tag
            condition: eq('${{ parameters.action }}', 'release')
            jobs:
              - job: tag
                pool:
                  vmImage: ubuntu-24.04
                steps:
        {{{Checkout(facts, builds: false)}}}          - script: dotnet msbuild release.proj -t:Tag
                    name: tag
                    displayName: Tag what was merged
                    env:
                      {{{ForgeToken(facts)}}}

          - stage: prepare
            displayName: Prepare
            dependsOn: tag
            condition: succeeded()
            jobs:
              - job: prepare
                pool:
                  vmImage: ubuntu-24.04
                steps:
        {{{Checkout(facts, builds: true)}}}          - script: dotnet msbuild release.proj -t:Prepare
                    displayName: Open or update the release pull request
                    env:
                      {{{ForgeToken(facts)}}}

          - stage: publish
            displayName: Publish
            dependsOn: tag
            condition: or(eq('${{ parameters.action }}', 'publish'), and(succeeded(), ne(dependencies.tag.outputs['tag.tag.tag'], '')))
            variables:
              - name: taggedNow
                value: $[ stageDependencies.tag.tag.outputs['tag.tag'] ]
            jobs:
              - deployment: publish
                environment: release
                timeoutInMinutes: 350
                pool:
                  vmImage: ubuntu-24.04
                strategy:
                  runOnce:
                    deploy:
                      steps:
        {{{Indented(Checkout(facts, builds: true), 6)}}}                - script: |
                            export ReleaseTag="${CHOSEN_TAG:-none}"
                            if [ "$ReleaseTag" = none ]; then export ReleaseTag="$TAGGED_NOW"; fi
                            git checkout -q --detach "refs/tags/$ReleaseTag"
                            dotnet msbuild release.proj -t:Publish -mt -m:16
                          displayName: Publish
                          env:
                            CHOSEN_TAG: ${{ parameters.tag }}
                            TAGGED_NOW: $(taggedNow)
                            {{{ForgeToken(facts)}}}
        {{{Secrets(facts)}}}
          - stage: rollback
            displayName: Roll back
            dependsOn: []
            condition: eq('${{ parameters.action }}', 'rollback')
            jobs:
              - deployment: rollback
                environment: release
                pool:
                  vmImage: ubuntu-24.04
                strategy:
                  runOnce:
                    deploy:
                      steps:
        {{{Indented(Checkout(facts, builds: false), 6)}}}                - script: dotnet msbuild release.proj -t:Rollback -p:ReleaseYes=true
                          displayName: Roll back
                          env:
                            ReleaseTag: ${{ parameters.tag }}
                            {{{ForgeToken(facts)}}}
        {{{Secrets(facts)}}}
        """;

    private static string Rehearse(PipelineFacts facts) => $$$"""
        # Releases what a pull request would release, in a clone and to registries on loopback. Without secrets, so that forks may do it.
        # Written by dotnet msbuild release.proj -t:Init -p:ReleaseCi=azure, and yours from then on.
        trigger: none

        pr:
          autoCancel: true
          branches:
            include: [{{{string.Join(", ", facts.Branches.Select(PipelineBranches.Quoted))}}}]

        jobs:
          - job: rehearse
            displayName: Rehearse the release
            # The release pull request has no changes of its own.
            condition: and(succeeded(), not(startsWith(variables['System.PullRequest.SourceBranch'], 'releasekit/')), not(startsWith(variables['System.PullRequest.SourceBranch'], 'refs/heads/releasekit/')))
            timeoutInMinutes: 120
            pool:
              vmImage: ubuntu-24.04
            steps:
              - checkout: self
                fetchDepth: 0
                fetchTags: true
                persistCredentials: false
        {{{Indented(Tools(facts, builds: true), -4)}}}      - script: dotnet msbuild release.proj -t:Plan
                displayName: Plan
              - script: dotnet msbuild release.proj -t:Rehearse -mt -m:16
                displayName: Rehearse

        """;

    private static string Checkout(PipelineFacts facts, bool builds) => """
                  - checkout: self
                    # All of history and tags, which versions are computed from.
                    fetchDepth: 0
                    fetchTags: true
                    persistCredentials: true
                  - script: |
                      git config user.name Release
                      git config user.email release@localhost
                      # Azure checks out a commit and no branch.
                      branch="${BUILD_SOURCEBRANCH#refs/heads/}"
                      git checkout -q -B "$branch" "$BUILD_SOURCEVERSION"
                      git branch -q --set-upstream-to="origin/$branch"
                    displayName: Check out the branch

        """.Replace("\r", "", StringComparison.Ordinal) + Tools(facts, builds);

    private static string Tools(PipelineFacts facts, bool builds)
    {
        var text = new StringBuilder();
        text.Append(Task("UseDotNet@2", "packageType: sdk", "version: 10.0.x"));
        text.Append(facts.Ecosystems.Contains("npm") ? Task("NodeTool@0", "versionSpec: 24.x") : "");
        text.Append(facts.Ecosystems.Contains("python") ? Task("UsePythonVersion@0", "versionSpec: \"3.13\"") + Script("python -m pip install build twine", "Install the clients of Python") : "");
        text.Append(facts.Ecosystems.Contains("go") ? Task("GoTool@0", "version: \"1.25\"") : "");
        text.Append(facts.Ecosystems.Contains("maven") || facts.Ecosystems.Contains("gradle")
            ? Task("JavaToolInstaller@0", "versionSpec: \"21\"", "jdkArchitectureOption: x64", "jdkSourceOption: PreInstalled") : "");
        foreach (var command in builds ? ContainerTools.InstallThirdParties(facts) : [])
        {
            text.Append(Script(PipelineBranches.Quoted(command), "Install third parties"));
        }

        return text.ToString();
    }

    private static string Task(string name, params string[] inputs) => $"          - task: {name}\n            inputs:\n{string.Concat(inputs.Select(i => $"              {i}\n"))}";

    private static string Script(string command, string name) => $"          - script: {command}\n            displayName: {name}\n";

    /// <summary>The forge's token under the name that it is looked for by.</summary>
    private static string ForgeToken(PipelineFacts facts) => $"{facts.ForgeTokenVariable}: $(FORGE_TOKEN)";

    private static string Secrets(PipelineFacts facts) => string.Concat(RegistrySecret.Of(facts).Select(s => $"                    {s.Variable}: $({s.Variable})\n"));

    private static string Indented(string text, int by) => by < 0
        ? string.Concat(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[-by..] + "\n"))
        : string.Concat(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => new string(' ', by) + line + "\n"));
}
