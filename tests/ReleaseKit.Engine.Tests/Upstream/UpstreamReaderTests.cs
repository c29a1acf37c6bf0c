using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Upstream;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Upstream;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Upstream;

/// <summary>What other repositories announce is anybody's text: it is checked before it is used.</summary>
public sealed class UpstreamReaderTests : IDisposable
{
    private const string Json = """{"packages":[{"id":"npm:@acme/base","version":"1.4.0"}]}""";
    private static readonly UpstreamReader Reader = new(AllEcosystems.Of(new ProcessRunner(new ProcessEnvironment())));
    private readonly ScratchDirectory _scratch = new();

    [Theory]
    [InlineData("npm:@acme/base@1.4.0", "npm:@acme/base@1.4.0")]
    [InlineData("js:base@1.4.0;npm:base@1.10.0;npm:base@1.9.0", "npm:base@1.10.0")]
    [InlineData("python:Acme.Base_X@2.0.0rc1", "python:acme-base-x@2.0.0rc1")]
    [InlineData("cargo:acme_base@0.3.0", "cargo:acme_base@0.3.0")]
    [InlineData("go:example.com/base/v2@2.1.0", "go:example.com/base@2.1.0")]
    [InlineData("nuget:Acme.Base@1.4.0", "nuget:Acme.Base@1.4.0")]
    [InlineData("dart:acme_base@1.4.0", "dart:acme_base@1.4.0")]
    [InlineData("maven:com.acme:base@1.4.0", "gradle:com.acme:base@1.4.0 maven:com.acme:base@1.4.0")]
    public void NamesAreNormalisedAsTheirEcosystemDoes(string list, string expected) =>
        string.Join(' ', Reader.Read(list, "", _scratch.Path, null).Releases).ShouldBe(expected);

    [Theory]
    [InlineData("npm:--registry@1.0.0")]
    [InlineData("npm:@acme/../x@1.0.0")]
    [InlineData("npm:base@latest")]
    [InlineData("npm:base@1.0.0 --foo")]
    [InlineData("cargo:-p@1.0.0")]
    [InlineData("python:-r@1.0.0")]
    [InlineData("python:x@^1")]
    [InlineData("go:-u@1.0.0")]
    [InlineData("go:base@1.0.0")]
    [InlineData("nuget:A..B@1.0.0")]
    [InlineData("dart:a-b@1.0.0")]
    [InlineData("maven:base@1.0.0")]
    [InlineData("base@1.0.0")]
    public void WhatNoClientWouldTakeIsRefused(string list) => Fails(UpstreamCodes.Invalid, () => Reader.Read(list, "", _scratch.Path, null));

    [Theory]
    [InlineData("gem:rails@8.0.0")]
    [InlineData("custom:thing@1.0.0")]
    public void AnEcosystemThatIsNotFollowedIsOneMessage(string list)
    {
        var read = Reader.Read(list, "", _scratch.Path, null);
        read.Releases.ShouldBeEmpty();
        read.Notes.ShouldHaveSingleItem().Code.ShouldBe(UpstreamCodes.Ecosystem.Code);
    }

    [Fact]
    public void APayloadIsJsonOrAFile()
    {
        _scratch.Write("payload.json", Json);
        Reader.Read("", Json, _scratch.Path, null).Releases.ShouldBe([new UpstreamRelease(PackageId.Parse("npm:@acme/base"), "1.4.0")]);
        Reader.Read("", "payload.json", _scratch.Path, null).Releases.Length.ShouldBe(1);
        Fails(UpstreamCodes.Payload, () => Reader.Read("", "absent.json", _scratch.Path, null));
    }

    [Theory]
    [InlineData("repository_dispatch", """{"action":"releasekit","client_payload":PAYLOAD}""", 1)]
    [InlineData("repository_dispatch", """{"action":"deploy","client_payload":{"x":1}}""", 0)]
    [InlineData("workflow_dispatch", """{"inputs":{"payload":"QUOTED"}}""", 1)]
    [InlineData("workflow_dispatch", """{"inputs":{"payload":""}}""", 0)]
    [InlineData("workflow_dispatch", """{"inputs":null}""", 0)]
    [InlineData("push", """{"client_payload":PAYLOAD}""", 0)]
    public void TheEventOfARunSaysWhatWasReleased(string kind, string text, int releases)
    {
        var path = _scratch.Write("event.json", text.Replace("PAYLOAD", Json, StringComparison.Ordinal).Replace("QUOTED", Json.Replace("\"", "\\\"", StringComparison.Ordinal), StringComparison.Ordinal));
        Reader.Read("", "", _scratch.Path, Variables(("GITHUB_EVENT_NAME", kind), ("GITHUB_EVENT_PATH", path))).Releases.Length.ShouldBe(releases);
    }

    [Fact]
    public void GitLabAndBitbucketSayItInAVariable()
    {
        Reader.Read("", "", _scratch.Path, Variables(("RELEASEKIT_PAYLOAD", Json))).Releases.Length.ShouldBe(1);
        Reader.Read("", "", _scratch.Path, Variables(("RELEASEKIT_PAYLOAD", Json), ("RELEASEKIT_EVENT", "releasekit"))).Releases.Length.ShouldBe(1);
        Reader.Read("", "", _scratch.Path, Variables(("RELEASEKIT_PAYLOAD", Json), ("RELEASEKIT_EVENT", "other"))).Releases.ShouldBeEmpty();

        // What somebody asks for goes before the event.
        Reader.Read("npm:other@2.0.0", "", _scratch.Path, Variables(("RELEASEKIT_PAYLOAD", Json))).Releases.ShouldHaveSingleItem().Id.Name.ShouldBe("other");
    }

    [Fact]
    public void AnEventThatCannotBeReadIsNotPassedOver()
    {
        Fails(UpstreamCodes.Payload, () => Reader.Read("", "", _scratch.Path, Variables(("GITHUB_EVENT_NAME", "repository_dispatch"), ("GITHUB_EVENT_PATH", _scratch.File("absent.json")))));
        Fails(UpstreamCodes.Payload, () => Reader.Read("", "", _scratch.Path, Variables(("GITHUB_EVENT_NAME", "repository_dispatch"), ("GITHUB_EVENT_PATH", _scratch.Write("event.json", "{")))));
        Fails(UpstreamCodes.Payload, () => Reader.Read("", "", _scratch.Path, Variables(("RELEASEKIT_PAYLOAD", "$(rm -rf)"))));
    }

    public void Dispose() => _scratch.Dispose();

    private static SnapshotEnvironment Variables(params (string Name, string Value)[] variables) => new(variables.ToDictionary(v => v.Name, v => v.Value));

    private static void Fails(DiagnosticDescriptor code, Action read) => Should.Throw<ReleaseException>(read).Diagnostics[0].Code.ShouldBe(code.Code);
}
