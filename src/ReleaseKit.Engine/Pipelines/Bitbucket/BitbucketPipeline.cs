using System.Collections.Immutable;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Pipelines.Bitbucket;

/// <summary>A pipeline for Bitbucket Cloud, which reads one file only.</summary>
public sealed class BitbucketPipeline : IPipelineTemplate
{
    /// <inheritdoc/>
    public string Name => "bitbucket";

    /// <inheritdoc/>
    public ImmutableArray<PipelineFile> Write(PipelineFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return [new(RelativePath.Parse("bitbucket-pipelines.yml"), Text(facts))];
    }

    /// <inheritdoc/>
    public ImmutableArray<string> Manual(PipelineFacts facts) =>
    [
        "Repository settings, Repository variables, secured: BITBUCKET_TOKEN, a repository access token with the scopes pullrequest:write and repository:write" +
            $"{string.Concat(RegistrySecret.Of(facts).Select(s => $", {s.Variable}"))}.",
        .. ContainerTools.Manual(facts),
    ];

    private static string Text(PipelineFacts facts) => $$"""
        # Tags what was merged, publishes it, and keeps the release pull request up to date.
        # Written by dotnet msbuild release.proj -t:Init -p:ReleaseCi=bitbucket, and yours from then on.
        image: {{ContainerTools.Image}}

        # All of history and tags, which versions are computed from.
        clone:
          depth: full

        definitions:
          steps:
            - step: &tag
                name: Tag what was merged
                # One at a time; what has begun is never cancelled.
                concurrency-group: release
                script:
        {{Setup(facts, builds: false)}}          - dotnet msbuild release.proj -t:Tag
                artifacts:
                  - artifacts/releasekit/ci/**
            - step: &publish
                name: Publish
                concurrency-group: release
                oidc: true
                max-time: 120
                script:
                  # The tag is what the step before said; empty when nothing was merged.
                  - . artifacts/releasekit/ci/release.env
                  - if [ -z "$RELEASE_TAG" ]; then echo "Nothing was tagged."; exit 0; fi
        {{Setup(facts, builds: true)}}          - git checkout -q --detach "refs/tags/$RELEASE_TAG"
                  - ReleaseTag="$RELEASE_TAG" dotnet msbuild release.proj -t:Publish -mt -m:16
                artifacts:
                  - artifacts/releasekit/ci/**
            - step: &prepare
                name: Open or update the release pull request
                concurrency-group: release
                script:
        {{Setup(facts, builds: true)}}          - dotnet msbuild release.proj -t:Prepare
            - step: &publish-again
                name: Publish again
                concurrency-group: release
                oidc: true
                max-time: 120
                script:
        {{Setup(facts, builds: true)}}          - git checkout -q --detach "refs/tags/$PUBLISH_TAG"
                  - ReleaseTag="$PUBLISH_TAG" dotnet msbuild release.proj -t:Publish -mt -m:16
            - step: &rollback
                name: Roll back
                concurrency-group: release
                script:
        {{Setup(facts, builds: false)}}          - ReleaseTag="$ROLLBACK_TAG" ReleaseReason="$ROLLBACK_REASON" dotnet msbuild release.proj -t:Rollback -p:ReleaseYes=true
            - step: &rehearse
                name: Rehearse the release
                script:
                  # The release pull request has no changes of its own.
                  - case "$BITBUCKET_BRANCH" in releasekit/*) exit 0;; esac
        {{Setup(facts, builds: true)}}          - dotnet msbuild release.proj -t:Plan
                  - dotnet msbuild release.proj -t:Rehearse -mt -m:16

        pipelines:
          branches:
        {{string.Concat(facts.Branches.Select(branch => $"    {PipelineBranches.Quoted(branch)}:\n      - step: *tag\n      - step: *publish\n      - step: *prepare\n"))}}
          pull-requests:
            "**":
              - step: *rehearse

          custom:
            # What another repository released; the payload is in a variable that only -t:Prepare reads.
            releasekit:
              - variables:
                  - name: RELEASEKIT_PAYLOAD
                    description: What was released, as JSON
              - step: *prepare
            # By hand: Pipelines, Run pipeline.
            publish:
              - variables:
                  - name: PUBLISH_TAG
                    description: A tag of the release
              - step: *publish-again
            rollback:
              - variables:
                  - name: ROLLBACK_TAG
                    description: A tag of the release
                  - name: ROLLBACK_REASON
                    description: What users are told
                    default: ""
              - step: *rollback

        """;

    private static string Setup(PipelineFacts facts, bool builds)
    {
        string[] commands =
        [
            ContainerTools.Install(facts), "git config user.name Release", "git config user.email release@localhost",
            .. builds ? ContainerTools.InstallThirdParties(facts).Select(PipelineBranches.Quoted) : [],
        ];
        return string.Concat(commands.Select(c => $"          - {c}\n"));
    }
}
