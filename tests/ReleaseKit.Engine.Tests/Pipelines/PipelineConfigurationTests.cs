using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;
using ReleaseKit.Engine.Pipelines;

namespace ReleaseKit.Engine.Tests.Pipelines;

public sealed class PipelineConfigurationTests
{
    private const string Added = "publish_from = \"ci\" # The pipelines publish what was merged; -t:Release on a laptop refuses.";

    [Theory]
    [InlineData("", Added + "\n")]
    [InlineData("# Ours.\n", "# Ours.\n" + Added + "\n")]
    [InlineData("pin = \"caret\" # why\r\n\r\n[branches]\r\nmain = \"stable\"\r\n", "pin = \"caret\" # why\r\n" + Added + "\r\n\r\n[branches]\r\nmain = \"stable\"\r\n")]
    [InlineData("# About branches.\n[branches]\nmain = \"stable\"\n", Added + "\n\n# About branches.\n[branches]\nmain = \"stable\"\n")]
    public void TheKeyIsAddedToTheRootAndTheRestStays(string before, string after)
    {
        var completed = PipelineConfiguration.Complete(new SourceText("releasekit.toml", before)).ShouldNotBeNull();

        completed.Text.ShouldBe(after);
        TomlDocument.Parse(completed).Root.FindString("publish_from")!.Value.ShouldBe("ci");
        PipelineConfiguration.Complete(completed).ShouldBeNull();
    }

    [Fact]
    public void WhatItSaysAlreadyStays() => PipelineConfiguration.Complete(new SourceText("releasekit.toml", "publish_from = \"local\"\n")).ShouldBeNull();
}
