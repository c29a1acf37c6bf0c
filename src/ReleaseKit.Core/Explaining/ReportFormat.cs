namespace ReleaseKit.Core.Explaining;

/// <summary>How plans and explanations are written.</summary>
public enum ReportFormat
{
    /// <summary>Tables and trees for a terminal.</summary>
    Text,

    /// <summary>A document with a schema.</summary>
    Json,

    /// <summary>A table for spreadsheets, after RFC 4180.</summary>
    Csv,

    /// <summary>A table or list for pull requests and issues.</summary>
    Markdown,
}
