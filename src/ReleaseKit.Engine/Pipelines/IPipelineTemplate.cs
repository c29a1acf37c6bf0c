using System.Collections.Immutable;

namespace ReleaseKit.Engine.Pipelines;

/// <summary>Writes the release pipelines of one CI service: prepare, tag, publish, roll back, rehearse.</summary>
public interface IPipelineTemplate
{
    /// <summary>The name of the service, as <c>ReleaseCi</c> has it.</summary>
    string Name { get; }

    /// <summary>The files, in ordinal order of their paths.</summary>
    ImmutableArray<PipelineFile> Write(PipelineFacts facts);

    /// <summary>What people set up by hand, a sentence each.</summary>
    ImmutableArray<string> Manual(PipelineFacts facts);
}
