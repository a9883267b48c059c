; NSIS's recipe for Windows: makensis -DVersion=… -DFolder=… -DIcon=… -DLicense=… -DOut=… retrotimer.nsi
; packaging/build/build.py runs it. It installs for one person, without an administrator.
Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
!include "WordFunc.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!insertmacro WordAdd
!insertmacro un.WordAdd
!insertmacro GetSize

Name "RetroTimer"
OutFile "${Out}"
Icon "${Icon}"
UninstallIcon "${Icon}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\RetroTimer"
InstallDirRegKey HKCU "Software\RetroTimer" "Folder"
ManifestDPIAware true
ManifestSupportedOS Win10
VIProductVersion "${Version}.0"
VIAddVersionKey "ProductName" "RetroTimer"
VIAddVersionKey "ProductVersion" "${Version}"
VIAddVersionKey "FileVersion" "${Version}"
VIAddVersionKey "FileDescription" "RetroTimer setup"
VIAddVersionKey "LegalCopyright" "The RetroTimer authors, MIT licence"
Page license
LicenseData "${License}"
Page directory
Page instfiles
UninstPage uninstConfirm
UninstPage instfiles
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\RetroTimer"
!define CLASSES "Software\Classes"
!define LONGEST_PATH 1900 ; in bytes: NSIS reads texts of 1,023 letters, and would cut a longer PATH

; Ends the setup, or with a person at it asks, while the program is open: its files could not be replaced.
!macro DemandClosed
  ${Do}
    StrCpy $1 "closed"
    ${If} ${FileExists} "$INSTDIR\RetroTimer.exe"
      ClearErrors
      FileOpen $0 "$INSTDIR\RetroTimer.exe" a
      ${If} ${Errors}
        StrCpy $1 "open"
        MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "RetroTimer is open. Close it, then choose Retry." /SD IDCANCEL IDRETRY +3
        SetErrorLevel 2
        Quit
      ${Else}
        FileClose $0
      ${EndIf}
    ${EndIf}
  ${LoopUntil} $1 == "closed"
!macroend

; Puts the person's PATH into $1, and "ok" into $0 unless it is too long to be changed here.
!macro ReadPath
  System::Call 'advapi32::RegGetValueW(p 0x80000001, w "Environment", w "Path", i 0x1000FFFF, p 0, p 0, *i 0 .r3) i .r2'
  StrCpy $0 "too long"
  StrCpy $1 ""
  ${If} $2 = 2 ; there is none
    StrCpy $0 "ok"
  ${ElseIf} $2 = 0
  ${AndIf} $3 < ${LONGEST_PATH}
    ReadRegStr $1 HKCU "Environment" "Path"
    StrCpy $0 "ok"
  ${EndIf}
!macroend

!macro WritePath value
  WriteRegExpandStr HKCU "Environment" "Path" "${value}"
  SendMessage 0xFFFF 0x1A 0 "STR:Environment" /TIMEOUT=3000 ; tell open programs
!macroend

; A kind of file that a double click opens where no other program has it, and "Open with" offers otherwise.
!macro Kind ending name title
  WriteRegStr HKCU "${CLASSES}\${name}" "" "${title}"
  WriteRegStr HKCU "${CLASSES}\${name}\DefaultIcon" "" "$INSTDIR\RetroTimer.exe,0"
  WriteRegStr HKCU "${CLASSES}\${name}\shell\open\command" "" '"$INSTDIR\RetroTimer.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\${ending}\OpenWithProgids" "${name}" ""
!macroend

!macro DefaultKind ending name
  ReadRegStr $0 HKCR "${ending}" ""
  ${If} $0 == ""
    WriteRegStr HKCU "${CLASSES}\${ending}" "" "${name}"
  ${EndIf}
!macroend

!macro ForgetKind ending name
  DeleteRegKey HKCU "${CLASSES}\${name}"
  DeleteRegValue HKCU "${CLASSES}\${ending}\OpenWithProgids" "${name}"
  ReadRegStr $0 HKCU "${CLASSES}\${ending}" ""
  ${If} $0 == "${name}"
    DeleteRegValue HKCU "${CLASSES}\${ending}" ""
  ${EndIf}
  DeleteRegKey /ifempty HKCU "${CLASSES}\${ending}\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${ending}"
!macroend

!macro RemoveProgram
  RMDir /r "$INSTDIR\lib"
  RMDir /r "$INSTDIR\licenses"
  Delete "$INSTDIR\RetroTimer.exe"
  Delete "$INSTDIR\retrotimer.com"
  Delete "$INSTDIR\sbom.cdx.json"
!macroend

Section
  SetShellVarContext current
  !insertmacro DemandClosed
  !insertmacro RemoveProgram ; what an older version had and this one has not
  SetOutPath "$INSTDIR"
  File /r "${Folder}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\RetroTimer.lnk" "$INSTDIR\RetroTimer.exe"
  WriteRegStr HKCU "Software\RetroTimer" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "RetroTimer"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${Version}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\RetroTimer.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "The RetroTimer authors"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  !insertmacro ReadPath
  ${If} $0 == "ok"
    ${WordAdd} "$1" ";" "+$INSTDIR" $1
    !insertmacro WritePath "$1"
  ${EndIf}
  !insertmacro Kind ".zwo" "RetroTimer.Workout" "Zwift workout"
  !insertmacro Kind ".fit" "RetroTimer.Fit" "FIT file"
  !insertmacro Kind ".toml" "RetroTimer.Preset" "RetroTimer preset"
  !insertmacro DefaultKind ".zwo" "RetroTimer.Workout"
  !insertmacro DefaultKind ".fit" "RetroTimer.Fit"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section "Uninstall"
  SetShellVarContext current
  !insertmacro DemandClosed
  Delete "$SMPROGRAMS\RetroTimer.lnk"
  !insertmacro RemoveProgram
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; only where the person put nothing there
  !insertmacro ReadPath
  ${If} $0 == "ok"
    ${un.WordAdd} "$1" ";" "-$INSTDIR" $1
    ${If} $1 == ""
      DeleteRegValue HKCU "Environment" "Path"
    ${Else}
      !insertmacro WritePath "$1"
    ${EndIf}
  ${EndIf}
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\RetroTimer"
  !insertmacro ForgetKind ".zwo" "RetroTimer.Workout"
  !insertmacro ForgetKind ".fit" "RetroTimer.Fit"
  !insertmacro ForgetKind ".toml" "RetroTimer.Preset"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
